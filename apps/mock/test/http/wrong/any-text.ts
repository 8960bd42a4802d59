import * as fc from "fast-check";

/** fast-check's own unit of any code point builds a table of all of them, which takes a second and 90 MB. */
const codePoint = fc
  .oneof(
    { weight: 1, arbitrary: fc.nat(0xd7_ff) },
    { weight: 3, arbitrary: fc.integer({ min: 0xe0_00, max: 0x10_ff_ff }) },
  )
  .map((code) => String.fromCodePoint(code));

/** Text of any characters, and names such as `__proto__` that JavaScript knows. */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: codePoint, maxLength }) },
    { weight: 1, arbitrary: fc.string({ maxLength }) },
  );
