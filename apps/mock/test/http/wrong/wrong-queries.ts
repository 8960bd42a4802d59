import * as fc from "fast-check";

import type { Operation } from "../../../src/prism/spec/load.ts";
import { anyText } from "./any-text.ts";

export interface WrongQuery {
  readonly operation: Operation;
  /** Encoded, without the question mark. */
  readonly query: string;
}

type Parameter = NonNullable<NonNullable<Operation["request"]>["query"]>[number];

interface ParameterSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: ParameterSchema;
  readonly minimum?: number;
  readonly maximum?: number;
}

const words = fc.oneof(
  fc.constantFrom("", " ", "null", "true", "NaN", "-0", "0x10", "1e1", "1.0", "٣", "__proto__", "x".repeat(9_000)),
  anyText(12),
);

/** Queries with one value that its parameter does not take: of another type, out of bounds, unknown, empty or repeated. */
export function wrongQueries(operations: readonly Operation[]): fc.Arbitrary<WrongQuery> {
  const places = operations.flatMap((operation) =>
    (operation.request?.query ?? []).flatMap((parameter) => {
      const values = wrongValues(parameter);
      return values === undefined ? [] : [{ operation, name: parameter.name, values }];
    }),
  );
  return fc.oneof(
    ...places.map(({ operation, name, values }) =>
      values.map((wrong) => ({
        operation,
        query: wrong.map((value) => `${name}=${encodeURIComponent(value)}`).join("&"),
      })),
    ),
  );
}

/** Undefined where every text is right. */
function wrongValues(parameter: Parameter): fc.Arbitrary<readonly string[]> | undefined {
  const schema = (parameter.schema ?? {}) as ParameterSchema;
  const one = wrongValue(schema);
  if (schema.type === "array") return one;
  // A list in the place of one value is wrong, whatever is in it.
  const many = fc.array(words, { minLength: 2, maxLength: 4 });
  return one === undefined ? many : fc.oneof({ weight: 4, arbitrary: one }, { weight: 1, arbitrary: many });
}

function wrongValue({
  type,
  enum: known,
  items,
  minimum,
  maximum,
}: ParameterSchema): fc.Arbitrary<string[]> | undefined {
  if (type === "array") {
    const item = items === undefined ? undefined : wrongValue(items);
    const right = fc.constantFrom(...(items?.enum ?? ["x"]));
    // A wrong one among right ones.
    return item && fc.tuple(fc.array(right, { maxLength: 3 }), item).map(([before, wrong]) => [...before, ...wrong]);
  }
  if (known !== undefined) return words.filter((word) => !known.includes(word)).map((word) => [word]);
  if (type === "integer") {
    const outside = [
      ...(minimum === undefined ? [] : [fc.integer({ max: minimum - 1 }), fc.constant(-Number.MAX_VALUE)]),
      ...(maximum === undefined ? [] : [fc.integer({ min: maximum + 1 }), fc.bigInt({ min: 10n ** 20n })]),
    ];
    const noInteger = words.filter((word) => !/^-?\d+$/.test(word));
    return fc.oneof(noInteger, ...outside.map((numbers) => numbers.map(String))).map((value) => [value]);
  }
  return undefined;
}
