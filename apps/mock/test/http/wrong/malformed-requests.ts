import type { ApiRequest } from "../../../src/http/api.ts";
import type { Random } from "../../../src/model/random.ts";
import type { Operation } from "../../../src/prism/spec/load.ts";
import { at, placesIn, replaced, type BodyExample } from "../../prism/spec-bodies.ts";

const words = [
  "",
  " ",
  "0",
  "-1",
  "1e999",
  "0x10",
  "NaN",
  "null",
  "true",
  "a,b",
  "é",
  "😀",
  "\u0000",
  "__proto__",
  "..",
  "'\"\\",
  "%",
  "x".repeat(20_000),
];
const texts = ["", "x".repeat(10_001), "\ud800", "__proto__", "2026-02-30T25:00:00Z", "+1", "javascript:alert(1)"];
const numbers = [0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER];
const parts: readonly unknown[] = [{}, [], [[]], [null], { a: { b: [] } }, { length: 1 }, { toString: 1 }];
const values: readonly unknown[] = [null, true, ...texts, ...numbers, ...parts];
const types = [
  "application/json",
  "application/json; charset=utf-16",
  "text/plain",
  "multipart/form-data; boundary=x",
  "",
  'application/json;charset="',
  "*/*",
];

/** A body that chance changes in up to three places; most are then no longer as the spec says. */
function spoiltValue(random: Random, example: unknown): unknown {
  let body = example;
  for (let count = random.integer(1, 3); count > 0; count -= 1) {
    const place = random.pick(placesIn(body));
    const there = at(body, place);
    const isObject = typeof there === "object" && there !== null && !Array.isArray(there);
    const kind = random.pick(["set", "remove", "add"] as const);
    if (kind === "add" && isObject)
      body = replaced(
        body,
        [...place, random.pick(["zz", "toString", "constructor", "text", "to"])],
        random.pick(values),
      );
    else body = replaced(body, place, kind === "remove" && place.length > 0 ? undefined : random.pick(values));
  }
  return body;
}

/** A text that chance cut, doubled or filled with other bytes. */
function spoiltBytes(random: Random, text: string): Uint8Array {
  const bytes = Buffer.from(text);
  const somewhere = random.integer(0, bytes.length);
  switch (random.pick(["whole", "whole", "whole", "cut", "twice", "junk", "empty"] as const)) {
    case "whole":
      return bytes;
    case "cut":
      return bytes.subarray(0, somewhere);
    case "twice":
      return Buffer.concat([bytes, bytes]);
    case "junk":
      return Buffer.concat([
        bytes.subarray(0, somewhere),
        Uint8Array.of(random.integer(0, 255), random.integer(128, 255)),
        bytes.subarray(somewhere),
      ]);
    case "empty":
      return new Uint8Array();
  }
}

/** One request for an operation, which chance made wrong in its path, query, headers or body. */
export function malformedRequest(
  random: Random,
  operation: Operation,
  basePath: string,
  keyHeaders: Readonly<Record<string, string>>,
  examples: readonly BodyExample[],
): ApiRequest {
  const path = operation.path.replaceAll(/\{\w+\}/g, () =>
    encodeURIComponent(random.pick([...words.filter((word) => word !== ""), "nothing"])),
  );
  const names = [...(operation.request?.query ?? []).map(({ name }) => name), "limit", "__proto__", "zz"];
  const pairs = Array.from({ length: random.integer(0, 4) }, () => {
    const value = random.pick([...words, "twitter", "blooio", "5"]);
    return `${random.pick(names)}=${random.integer(0, 1) === 0 ? encodeURIComponent(value) : value.replaceAll(/[^\w%,.-]/g, "")}`;
  });
  const own = examples.filter((example) => example.operation.iid === operation.iid);
  const hasBody = own.length > 0 || random.integer(0, 5) === 0;
  const text = JSON.stringify(own.length > 0 ? spoiltValue(random, random.pick(own).body) : random.pick(values)) ?? "";
  return {
    method: random.integer(0, 30) === 0 ? random.pick(["PUT", "TRACE", "BREW"]) : operation.method.toUpperCase(),
    target: `${basePath}${path}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`,
    headers: {
      ...(random.integer(0, 20) !== 0 && keyHeaders),
      ...(hasBody && { "content-type": random.integer(0, 9) === 0 ? random.pick(types) : "application/json" }),
      ...(random.integer(0, 15) === 0 && { accept: random.pick(["text/html", "*", ";q=0", "é"]) }),
      ...(random.integer(0, 15) === 0 && { "idempotency-key": random.pick(["", "k", "é", "x".repeat(5_000)]) }),
      ...(random.integer(0, 15) === 0 && { "content-encoding": random.pick(["gzip", "", "identity", "é"]) }),
      ...(random.integer(0, 15) === 0 && {
        prefer: random.pick(["example=zz", "code=418", "code=", "=,;", "dynamic=maybe"]),
      }),
    },
    body: hasBody ? spoiltBytes(random, text) : new Uint8Array(),
  };
}
