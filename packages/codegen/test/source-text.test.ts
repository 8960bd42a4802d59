import { describe, expect, test } from "vitest";

import { docComment, literal, oneLine, typeImport, valueImport, wideLiteral } from "../src/source-text.ts";

describe("a value as a literal", () => {
  test.each<[value: unknown, code: string]>([
    [null, "null"],
    ['a\n"b"', String.raw`"a\n\"b\""`],
    [[1, [true]], "[1, [true]]"],
    [{}, "{}"],
    [{ a: 1, "b-c": [], 2: {} }, '{ "2": {}, a: 1, "b-c": [] }'],
    [JSON.parse('{ "__proto__": 1 }'), '{ ["__proto__"]: 1 }'],
  ])("%j", (value, code) => {
    expect(literal(value)).toBe(code);
  });

  test("stands on one line of up to 100 characters, or on several", () => {
    const text = "x".repeat(90);
    expect(wideLiteral([text], 6)).toBe(`["${text}"]`);
    expect(wideLiteral([text], 7)).toBe(`[\n  "${text}",\n]`);
    expect(wideLiteral(null, 100)).toBe("null");
  });
});

describe("an import", () => {
  test("names each once, in the order of the alphabet", () => {
    expect(typeImport(["b", "a", "b"], "./x.ts")).toBe('import type { a, b } from "./x.ts";\n');
  });

  test("of nothing is none", () => {
    expect(valueImport([], "./x.ts")).toBe("");
  });

  test("that is too long for a line has one for each name", () => {
    const [short, long] = ["a".repeat(94), "a".repeat(95)];
    expect(valueImport([short], "./x.ts")).toBe(`import { ${short} } from "./x.ts";\n`);
    expect(valueImport([long], "./x.ts")).toBe(`import {\n  ${long},\n} from "./x.ts";\n`);
  });
});

test("a doc comment has lines of up to 120 characters", () => {
  const [first, second] = ["a".repeat(58), "b".repeat(58)];
  expect(docComment([`${first} ${second}`])).toBe(`/**\n * ${first} ${second}\n */`);
  expect(docComment([`${first}a ${second}`])).toBe(`/**\n * ${first}a\n * ${second}\n */`);
  expect(docComment([first, second], "  ")).toBe(`  /**\n   * ${first}\n   *\n   * ${second}\n   */`);
});

test("a text on one line has no space around it, and one between words", () => {
  expect(oneLine(" a\n  b\t")).toBe("a b");
});
