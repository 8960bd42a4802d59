import { named, type CorpusRequest, type Draft } from "./corpus.ts";

type Place = readonly (string | number)[];

/** Bodies: the documented ones, those that are wrong in one place, and what is not JSON at all. */
export function bodyRequests(draft: Draft): readonly CorpusRequest[] {
  const { body } = draft.operation;
  if (body === undefined) {
    const sent = { ...draft.headers, "content-type": "application/json" };
    return [named(draft, "with a body", { headers: sent, body: "{}" })];
  }
  const json = (what: string, value: unknown): CorpusRequest =>
    named(draft, `body ${what}`, { body: JSON.stringify(value) });
  const typed = (type: string): CorpusRequest =>
    named(draft, `Content-Type: ${type}`, { headers: { ...draft.headers, "content-type": type } });
  const { "content-type": _type, ...untyped } = draft.headers;
  const text = JSON.stringify(draft.examples[0]?.value);
  // What is wrong in the same way in the same place is sent once, whatever stands around it.
  const wrong = new Map(draft.examples.flatMap(({ value }) => wrongBodies(value)));
  return [
    ...draft.examples.map(({ name, value }) => json(`as documented: ${name}`, value)),
    ...[...wrong].map(([what, value]) => json(what, value)),
    ...[null, true, 1, "text", [], [{}], {}].map((value) => json(`is ${JSON.stringify(value)}`, value)),
    named(draft, "body missing", { headers: untyped, body: "" }),
    named(draft, "body empty", { body: "" }),
    ...['{"a":', "nothing", "{'a':1}", '{"a":1}}', "NaN", "[1,]"].map((broken) =>
      named(draft, `body ${broken}`, { body: broken }),
    ),
    named(draft, "body with a byte order mark", { body: `\uFEFF${text}` }),
    named(draft, "body with blanks around", { body: `  ${text}\n` }),
    named(draft, "Content-Type missing", { headers: untyped }),
    ...[
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/xml",
      "application/problem+json",
      "APPLICATION/JSON",
      "application/json; charset=utf-8",
      'application/json; charset="utf-8"',
      "application/json; charset=utf-16",
      "application/json; charset=iso-8859-1",
      "application/json; charset=nothing",
      "application",
    ].map(typed),
  ];
}

/** A documented body that is wrong in one place: each field left out, of another type, empty; and a field too many. */
function wrongBodies(example: unknown): readonly (readonly [string, unknown])[] {
  return placesIn(example).flatMap((place): readonly (readonly [string, unknown])[] => {
    const path = place.join(".");
    const there = place.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], example);
    const changed = (value: unknown): unknown => replaced(example, place, value);
    const isObject = typeof there === "object" && there !== null && !Array.isArray(there);
    return [
      ...(place.length > 0 ? [[`without ${path}`, changed(undefined)] as const] : []),
      ...(place.length > 0 ? [[`${path} null`, changed(null)] as const] : []),
      ...(place.length > 0 ? [[`${path} of another type`, changed(typeof there === "string" ? 7 : "x")] as const] : []),
      ...(typeof there === "string" ? [[`${path} empty`, changed("")] as const] : []),
      ...(typeof there === "string" ? [[`${path} unknown`, changed("zz")] as const] : []),
      ...(place.at(-1) === "text" ? [[`${path} long`, changed("x".repeat(10_001))] as const] : []),
      ...(Array.isArray(there) ? [[`${path} empty`, changed([])] as const] : []),
      ...(isObject ? [[`${path} with zz`, changed({ ...there, zz: 1 })] as const] : []),
    ];
  });
}

/** The way to every value in a JSON value, itself included. */
function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== "object" || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, child]) => placesIn(child).map((rest) => [key, ...rest]))];
}

/** A copy with another value at one place; undefined takes it away. */
function replaced(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  const next = replaced(copy[key], rest, by);
  if (next !== undefined) copy[key] = next;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete copy[key];
  return copy;
}
