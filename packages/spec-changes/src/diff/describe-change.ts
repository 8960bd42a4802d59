import { asArray, asObject, at, canonical, keysOf, own, pointerOf, type JsonObject } from "../facts/json.ts";
import type { RedoclyChange } from "./redocly-diff.ts";

const longest = 60;

/** What changed, and where in an operation or a component: `Loaf.kind: enum + "oat"`. */
export function describeChange(change: RedoclyChange, document: JsonObject): string {
  const { pointer } = change.revision ?? change.base ?? { pointer: "#" };
  const keys = keysOf(pointer);
  const last = change.kind === "modified" && keys.at(-1) === change.property ? keys.slice(0, -1) : keys;
  const place = placeOf(last, document);
  // A list or a map that comes or goes as a whole has no name of its own.
  const part = change.kind !== "modified" && unspoken.has(keys.at(-1) ?? "") ? `${keys.at(-1)} ` : "";
  return place === "" ? part + whatOf(change) : `${place}: ${part}${whatOf(change)}`;
}

function placeOf(keys: readonly string[], document: JsonObject): string {
  const [first, second, third] = keys;
  const isComponent = first === "components";
  const parts = isComponent ? [third ?? second ?? first] : [];
  const start = isComponent ? 3 : first === "paths" ? 3 : 0;
  for (let index = start; index < keys.length; index++) {
    const key = keys[index] ?? "";
    const parent = keys[index - 1];
    if (parent === "parameters") {
      const name = own(asObject(at(document, pointerOf("#", ...keys.slice(0, index + 1)))), "name");
      parts.push(typeof name === "string" ? name : key);
    } else if (parent === "properties" || !unspoken.has(key)) parts.push(key === "items" ? "[]" : key);
    if (key === "content") index++;
  }
  if (first === "paths" && parts.length === 0) return `${third?.toUpperCase() ?? ""} ${second ?? ""}`.trim();
  return parts.join(".").replaceAll(".[]", "[]");
}

/** Between the names that a reader looks for, these only say how OpenAPI nests them. */
const unspoken = new Set(["parameters", "responses", "content", "schema", "properties"]);

function whatOf({ kind, property, base, revision }: RedoclyChange): string {
  if (kind !== "modified") return kind;
  const name = property === "key" ? "renamed" : (property ?? "changed");
  const [before, after] = [base?.value, revision?.value];
  if (Array.isArray(before) && Array.isArray(after)) {
    const [gone, fresh] = [without(before, after), without(after, before)];
    const marks = [...gone.map((value) => `- ${textOf(value)}`), ...fresh.map((value) => `+ ${textOf(value)}`)];
    return `${name} ${marks.length > 0 ? marks.join(", ") : "in another order"}`;
  }
  if (name === "description" || name === "summary") return `${name} ${wordOf(before, after)}`;
  return `${name} ${textOf(before)} → ${textOf(after)}`;
}

/** The members of one list that another one lacks. */
export function without(values: unknown, others: unknown): unknown[] {
  const known = new Set(asArray(others).map(canonical));
  return asArray(values).filter((value) => !known.has(canonical(value)));
}

function textOf(value: unknown): string {
  if (value === undefined) return "absent";
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function wordOf(before: unknown, after: unknown): string {
  if (before === undefined) return "added";
  return after === undefined ? "removed" : "reworded";
}
