import * as fc from "fast-check";

import type { Operation } from "../../../src/prism/spec/load.ts";
import type { SchemaCompiler } from "../../../src/prism/spec/schema-compiler.ts";
import { at, placesIn, replaced, type BodyExample } from "../../prism/spec-bodies.ts";

export interface WrongBody {
  readonly operation: Operation;
  readonly body: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether it is JSON that breaks the schema, and not something else. */
  readonly isReadable: boolean;
  readonly wrong: string;
}

interface Change {
  readonly kind: "add" | "remove" | "set";
  readonly place: number;
  readonly name: string;
  readonly value: unknown;
}

const values: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, "", " ", "\ud800", "x".repeat(10_001), [], {}, [[]], [null]),
  fc.jsonValue({ maxDepth: 2 }),
);

const changes: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom("add", "remove", "set", "set"),
  place: fc.nat(),
  name: fc.oneof(fc.constantFrom("zz", "__proto__", "constructor", "toString", "text", "to", "post"), fc.string()),
  value: values,
});

/** Bodies that are not what their operation takes: JSON that its schema rejects, and what is not JSON at all. */
export function wrongBodies(examples: readonly BodyExample[], compile: SchemaCompiler): fc.Arbitrary<WrongBody> {
  const example = fc.constantFrom(...examples);
  const validators = new Map(
    examples.map(({ operation }) => {
      const schema = operation.request?.body?.contents?.[0]?.schema;
      if (schema === undefined) throw new Error(`${operation.iid} has examples of a body, but no schema`);
      return [operation, compile(schema, operation)];
    }),
  );
  const against = fc
    .tuple(example, fc.array(changes, { minLength: 1, maxLength: 3 }))
    .map(([{ operation, body }, list]) => ({ operation, text: JSON.stringify(list.reduce(changed, body)) ?? "0" }))
    // Judged as it arrives: `__proto__` and what JSON cannot hold are gone by then.
    .filter(({ operation, text }) => validators.get(operation)?.(JSON.parse(text)) === false)
    .map(({ operation, text }) => ({
      operation,
      body: Buffer.from(text),
      isReadable: true,
      wrong: "the body, against its schema",
    }));
  // Written as text: whatever walks down such a value must not run out of stack. No field of a body takes lists in lists.
  const deep = fc
    .tuple(example, fc.integer({ min: 1, max: 20_000 }), fc.boolean())
    .map(([{ operation, body }, depth, isWhole]) => {
      const lists = "[".repeat(depth) + "]".repeat(depth);
      const [field = "zz"] = Object.keys(body as object);
      return {
        operation,
        body: Buffer.from(
          isWhole ? lists : JSON.stringify({ ...(body as object), [field]: 0 }).replace(":0", `:[${lists}]`),
        ),
        isReadable: true,
        wrong: "the body, in its depth",
      };
    });
  const unreadable = fc
    .tuple(example, fc.nat(), fc.uint8Array({ maxLength: 40 }))
    .chain(([{ operation, body }, cut, junk]) => {
      const bytes = Buffer.from(JSON.stringify(body));
      return fc.constantFrom(...brokenBytes(bytes, cut % bytes.length, junk)).map((broken) => ({
        operation,
        body: broken,
        isReadable: false,
        wrong: "the body, as JSON",
      }));
    });
  const mislabelled = fc.tuple(example, labels).map(([{ operation, body }, headers]) => ({
    operation,
    body: Buffer.from(JSON.stringify(body)),
    headers,
    isReadable: false,
    wrong: "what the body is said to be",
  }));
  return fc.oneof(
    { weight: 5, arbitrary: against },
    { weight: 1, arbitrary: deep },
    { weight: 2, arbitrary: unreadable },
    { weight: 1, arbitrary: mislabelled },
  );
}

function changed(value: unknown, { kind, place, name, value: next }: Change): unknown {
  if (value === undefined) return value;
  const places = placesIn(value);
  const where = places[place % places.length] ?? [];
  const there = at(value, where);
  if (kind === "remove") return replaced(value, where, where.length === 0 ? next : undefined);
  const canHold = typeof there === "object" && there !== null && !Array.isArray(there);
  return replaced(value, kind === "add" && canHold ? [...where, name] : where, next);
}

/** Each of them is no JSON in UTF-8: the text is that of an object, so that no part of it is complete. */
function brokenBytes(bytes: Buffer, cut: number, junk: Uint8Array): readonly Uint8Array[] {
  const whole = bytes.toString();
  return [
    bytes.subarray(0, Math.max(cut, 1)),
    Buffer.concat([bytes, bytes]),
    Buffer.concat([bytes.subarray(0, cut), Uint8Array.of(0xff), bytes.subarray(cut)]),
    Buffer.concat([bytes, Uint8Array.of(0)]),
    Buffer.concat([Buffer.from("{{"), junk]),
    Buffer.from(whole, "utf16le"),
    Buffer.from(whole.replaceAll('"', "'")),
    Buffer.from(whole.replace(/\}$/, ",}")),
    Buffer.from(`// a comment\n${whole}`),
    Buffer.from("[".repeat(50_000)),
    Buffer.from(`{"a":${"[".repeat(cut + 1)}`),
    Buffer.from(`\u0000${whole}`),
  ];
}

const labels: fc.Arbitrary<Readonly<Record<string, string>>> = fc.oneof(
  fc
    .constantFrom(
      "",
      "text/plain",
      "application/xml",
      "multipart/form-data; boundary=x",
      "*/*",
      "application",
      "json",
      "é",
    )
    .map((type) => ({ "content-type": type })),
  fc
    .constantFrom("utf-16", "iso-8859-1", '"', "x".repeat(9_000))
    .map((charset) => ({ "content-type": `application/json; charset=${charset}` })),
  fc.constantFrom("gzip", "br", "deflate, gzip", "é").map((encoding) => ({ "content-encoding": encoding })),
);
