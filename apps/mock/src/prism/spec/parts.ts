import type { Pointer, SpecFile } from "./document.ts";
import type { SpecDocument } from "./read-spec.ts";
import { SpecError } from "./spec-error.ts";

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const unwalked: ReadonlySet<string> = new Set(["schema", "schemas", "example", "examples"]);

/** Every object of a file outside of schemas and examples, with its place; the outer ones first. */
export function* partsOf(part: unknown, pointer: Pointer = []): Generator<readonly [Json, Pointer]> {
  if (isObject(part)) yield [part, pointer];
  else if (!Array.isArray(part)) return;
  const children = Array.isArray(part) ? part.entries() : Object.entries(part);
  for (const [key, child] of children) {
    if (typeof key === "string" && (unwalked.has(key) || key.startsWith("x-"))) continue;
    yield* partsOf(child, [...pointer, key]);
  }
}

/** Whether an object of a spec describes a parameter. */
export const isParameter = (part: Json): boolean => typeof part["in"] === "string" && typeof part["name"] === "string";

/** Takes a problem, at its place in a file. */
export type Report = (pointer: Pointer, problem: string) => void;

/**
 * Runs a check on each file of a spec.
 *
 * @throws SpecError with every problem that it reports
 */
export function rejectWhere({ root, files }: SpecDocument, check: (file: SpecFile, report: Report) => void): void {
  const problems: string[] = [];
  for (const file of files) check(file, (pointer, problem) => problems.push(`${file.placeOf(pointer)}: ${problem}`));
  if (problems.length > 0) throw new SpecError(root.file, problems);
}
