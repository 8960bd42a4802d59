import { loadSpec, type Operation } from "../../src/prism/spec/load.ts";
import { specFileOf, specPaths } from "./spec-paths.ts";

export interface BodyExample {
  readonly api: "blooio" | "blotato";
  readonly operation: Operation;
  readonly name: string;
  readonly body: unknown;
}

interface Described {
  readonly requestBody?: {
    readonly content: Record<string, { readonly examples?: Record<string, { readonly value: unknown }> }>;
  };
}

/** The bodies that a spec gives as examples, each with its operation as Prism sees it. */
export async function bodyExamples(api: BodyExample["api"]): Promise<readonly BodyExample[]> {
  const { operations } = await loadSpec(specFileOf(api));
  const paths = specPaths<Described>(api);
  return operations.flatMap((operation) => {
    const examples =
      paths[operation.path]?.[operation.method]?.requestBody?.content["application/json"]?.examples ?? {};
    return Object.entries(examples).map(([name, { value }]) => ({ api, operation, name, body: value }));
  });
}

export type Place = readonly (string | number)[];

/** Every place in a JSON value, itself included. */
export function placesIn(value: unknown, place: Place = []): readonly Place[] {
  const isList = Array.isArray(value);
  const children = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [place, ...children.flatMap(([key, child]) => placesIn(child, [...place, isList ? Number(key) : key]))];
}

/** What stands at a place. */
export function at(value: unknown, place: Place): unknown {
  return place.reduce((part: unknown, key) => (part as Record<string | number, unknown>)[key], value);
}

/** A copy with another value at a place; without that place for `undefined`. */
export function replaced(value: unknown, place: Place, next: unknown): unknown {
  const key = place.at(-1);
  if (key === undefined) return next;
  const copy: unknown = structuredClone(value);
  const parent = at(copy, place.slice(0, -1)) as Record<string | number, unknown>;
  if (next === undefined) delete parent[key];
  else parent[key] = next;
  return copy;
}
