import type { Random } from "../../src/model/random.ts";
import type { PrismResponse, PrismRequest, Preference } from "../../src/prism/prism.ts";
import type { Operation } from "../../src/prism/spec/load.ts";
import { at, placesIn, replaced } from "./spec-bodies.ts";

/** A request, and what the model says to it. */
export interface Exchange {
  readonly request: PrismRequest;
  readonly response: PrismResponse | Preference;
}

/** What an exchange is drawn from. */
export interface ExchangeSource {
  readonly operations: readonly Operation[];
  /** Bodies that are as the spec says, by operationId. */
  readonly bodies: ReadonlyMap<string, readonly unknown[]>;
}

const words = [
  "",
  " ",
  "0",
  "-1",
  "5",
  "1e3",
  "NaN",
  "null",
  "true",
  "a",
  "b",
  "a,b",
  "1,2",
  "é",
  "😀",
  "__proto__",
  "..",
];
const longWord = "x".repeat(300);
const segments = [
  "a",
  "b",
  "A",
  "7",
  "0",
  "1,2",
  "x.json",
  "1-2",
  "café",
  "a/b",
  "files",
  "parts",
  "nothing",
  " ",
  "%",
  ".",
];
const texts = [
  "",
  "a",
  "x".repeat(10_001),
  "\ud800",
  "2026-02-30T25:00:00Z",
  "2026-06-01T12:00:00Z",
  "+15555550199",
  "1",
];
const numbers = [0, -1, 1, 2.5, 1e308, Number.MAX_SAFE_INTEGER];
const parts: readonly unknown[] = [
  {},
  [],
  [[]],
  [null],
  { a: 1 },
  { a: { b: [] } },
  { toString: 1 },
  "circle",
  "square",
];
const values: readonly unknown[] = [null, true, false, ...texts, ...numbers, ...parts];
const names = ["zz", "toString", "constructor", "__proto__", "text", "kind", "side", "inner", "a", "cursor"];
const types = [
  "application/json",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "x",
  "*/*",
  "",
];
const methods = ["PUT", "OPTIONS", "Get", "POST", "delete", "BREW"];
const keys = ["Bearer k", "Bearer ", "Bearer", "bearer k", "Basic YTpi", "Basic x", "k", "", "Bearer\tk"];

const isOneIn = (random: Random, count: number): boolean => random.integer(1, count) === 1;

/** A value that chance changes in up to two places. */
function spoilt(random: Random, value: unknown): unknown {
  let body = value;
  for (let count = random.integer(1, 2); count > 0; count -= 1) {
    const place = random.pick(placesIn(body));
    const there = at(body, place);
    const isObject = typeof there === "object" && there !== null && !Array.isArray(there);
    const kind = random.pick(["set", "remove", "add"] as const);
    if (kind === "add" && isObject) body = replaced(body, [...place, random.pick(names)], random.pick(values));
    else body = replaced(body, place, kind === "remove" && place.length > 0 ? undefined : random.pick(values));
  }
  return body;
}

function randomPath(random: Random, template: string): string {
  const path = template.replaceAll(/\{[^}]+\}/g, () => encodeURIComponent(random.pick(segments)));
  if (!isOneIn(random, 8)) return path;
  const somewhere = random.integer(1, path.length);
  return random.pick([
    `${path}/`,
    `/${path}`,
    path.toUpperCase(),
    `${path.slice(0, somewhere)}%2F${path.slice(somewhere)}`,
    `${path.slice(0, somewhere)}/${path.slice(somewhere)}`,
    path.slice(0, somewhere),
    `${path}%`,
    `${path}%zz`,
    path.replace(/\w/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
    `/${random.pick(segments)}/${random.pick(segments)}`,
    path.replace(/[^/]*$/, () => random.pick(segments)),
    "/",
  ]);
}

function randomValue(random: Random, schema: unknown): string {
  const {
    enum: known,
    type,
    items,
  } = (schema ?? {}) as { enum?: unknown[]; type?: unknown; items?: { enum?: unknown[] } };
  const listed = known ?? items?.enum;
  if (isOneIn(random, 4)) return random.pick([...words, longWord]);
  if (listed !== undefined && listed.length > 0) return String(random.pick(listed));
  if (type === "integer" || type === "number" || type === "array") return String(random.integer(1, 60));
  return random.pick(["true", "false", "700431", "2026-06-01T12:00:00Z", "a"]);
}

function randomQuery(random: Random, operation: Operation): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const { name, schema, required } of operation.request?.query ?? []) {
    if (isOneIn(random, 2) && required !== true) continue;
    const count = isOneIn(random, 6) ? random.integer(2, 4) : 1;
    const given = Array.from({ length: count }, () => randomValue(random, schema));
    const key = isOneIn(random, 20) ? name.toUpperCase() : name === "deep" ? "deep[n]" : name;
    query[key] = count === 1 ? (given[0] ?? "") : given;
  }
  if (isOneIn(random, 10)) query[random.pick([...names, "flag", "limit"])] = random.pick(words);
  return query;
}

function randomHeaders(random: Random, operation: Operation, body: unknown): Record<string, string> {
  const isOdd = isOneIn(random, 8);
  const key = (): string =>
    isOneIn(random, 12) ? random.pick(keys) : random.pick(["Bearer k", "Bearer k", "Basic YTpi"]);
  const bytes = Buffer.byteLength(JSON.stringify(body) ?? "");
  const headers: Record<string, string> = {};
  if (!isOneIn(random, 15)) headers["blotato-api-key"] = key();
  if (!isOneIn(random, 15)) headers["x-key"] = key();
  if (!isOneIn(random, 15)) headers["authorization"] = key();
  for (const { name, schema, required } of operation.request?.headers ?? []) {
    if (required === true ? !isOneIn(random, 10) : isOneIn(random, 3))
      headers[name.toLowerCase()] = randomValue(random, schema);
  }
  if (body !== undefined && !isOneIn(random, 20)) {
    headers["content-type"] = isOdd ? random.pick(types) : "application/json";
    headers["content-length"] = isOdd ? random.pick(["0", "", "7", "x", "-1"]) : String(bytes);
  } else if (isOneIn(random, 20)) headers["content-length"] = random.pick(["0", "3"]);
  return headers;
}

function randomBody(random: Random, bodies: readonly unknown[]): unknown {
  if (bodies.length === 0) return isOneIn(random, 10) ? random.pick(values) : undefined;
  if (isOneIn(random, 10)) return isOneIn(random, 2) ? undefined : random.pick(values);
  const body = random.pick(bodies);
  return isOneIn(random, 2) ? body : spoilt(random, body);
}

function randomResponse(random: Random, operation: Operation): PrismResponse | Preference {
  const described = random.pick(operation.responses);
  const examples = (described.contents ?? []).flatMap((content) =>
    (content.examples ?? []).map((example) => ("value" in example ? example.value : undefined)),
  );
  if (isOneIn(random, 50)) {
    const known = operation.responses.map(({ code }) => Number(code)).filter((code) => code > 0);
    return random.pick([{ code: random.pick([...known, 418]) }, { example: random.pick(["zz", "short", "text"]) }]);
  }
  const example = examples.length > 0 ? random.pick(examples) : undefined;
  const code = described.code.replaceAll("X", "1");
  const isOdd = isOneIn(random, 20);
  return {
    status: isOdd || code === "default" ? random.pick([200, 201, 204, 299, 404, 418, 500]) : Number(code),
    body: isOneIn(random, 2) ? example : spoilt(random, example),
  };
}

/** Draws an exchange that is often as the spec says, and else wrong in one way or another. */
export function randomExchange(random: Random, { operations, bodies }: ExchangeSource): Exchange {
  const operation = random.pick(operations);
  const body = randomBody(random, bodies.get(operation.iid ?? "") ?? []);
  return {
    request: {
      method: isOneIn(random, 25) ? random.pick(methods) : operation.method.toUpperCase(),
      path: randomPath(random, operation.path),
      query: randomQuery(random, operation),
      headers: randomHeaders(random, operation, body),
      body,
    },
    response: randomResponse(random, operation),
  };
}
