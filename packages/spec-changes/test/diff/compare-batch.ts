import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { compareDocuments } from "../../src/diff/compare-documents.ts";
import type { SpecFile } from "../../src/diff/spec-file.ts";
import { generateSchema } from "../../src/diff/generate-schema.ts";
import type { ReportLine } from "../../src/diff/report-line.ts";
import { compareSchemaNames } from "../../src/diff/type-names.ts";
import { isObject, type JsonObject } from "../../src/facts/json.ts";

export interface Pair {
  readonly base: JsonObject;
  readonly now: JsonObject;
}

/**
 * Compares many pairs of documents in few processes, since each costs most of a second: pairs that differ in paths and
 * schemas alone stand beside each other in one document, under names of their own. Redocly takes what comes and goes in
 * one list for a rename where it looks alike, so pairs with additions, with removals and with both are kept apart.
 */
export async function compareBatch(pairs: readonly Pair[]): Promise<ReportLine[][]> {
  const batches = Map.groupBy(pairs.keys(), (index) => batchOf(pairs[index] as Pair, index));
  const reports = pairs.map((): ReportLine[] => []);
  await Promise.all(
    [...batches.values()].map(async (indices) => {
      const [base, now] = (["base", "now"] as const).map((side) =>
        merge(indices.map((index) => [index, (pairs[index] as Pair)[side]])),
      ) as [JsonObject, JsonObject];
      for (const line of await compare(base, now)) {
        const index = Number(/\bcase(\d+)_/.exec(`${line.operations.join(" ")} ${line.change}`)?.[1] ?? indices[0]);
        const plain = (text: string): string => text.replaceAll(/\bcase\d+_/g, "");
        reports[index]?.push({ ...line, operations: line.operations.map(plain), change: plain(line.change) });
      }
    }),
  );
  return reports;
}

function batchOf({ base, now }: Pair, index: number): string {
  const root = (document: JsonObject): string => {
    const schemes = (document["components"] as JsonObject)["securitySchemes"];
    return JSON.stringify({ ...document, paths: undefined, components: schemes });
  };
  if (root(base) !== root(now)) return `alone ${index}`;
  const names = ({ paths, components }: JsonObject): string[] => [
    ...Object.keys(paths as JsonObject),
    ...Object.keys((components as JsonObject)["schemas"] as JsonObject),
  ];
  const [before, after] = [names(base), names(now)];
  const [adds, removes] = [after.some((name) => !before.includes(name)), before.some((name) => !after.includes(name))];
  return adds && removes ? `alone ${index}` : removes ? "removes" : "adds";
}

async function compare(base: JsonObject, now: JsonObject): Promise<ReportLine[]> {
  const directory = await mkdtemp(path.join(tmpdir(), "spec-changes-"));
  try {
    const [before, after] = (await Promise.all(
      Object.entries({ base, now }).map(async ([name, document]): Promise<SpecFile> => {
        const file = path.join(directory, `${name}.json`);
        await writeFile(file, JSON.stringify(document));
        return { file, name, document, placeOf: () => `${name}:1` };
      }),
    )) as [SpecFile, SpecFile];
    const lines = await compareDocuments(before, after, directory);
    return [...lines, ...compareSchemaNames(await generateSchema(before), await generateSchema(after))];
  } finally {
    await rm(directory, { recursive: true });
  }
}

function merge(documents: readonly (readonly [index: number, document: JsonObject])[]): JsonObject {
  const [first] = documents;
  if (!first) throw new Error("expected at least one document");
  const paths: Record<string, unknown> = {};
  const schemas: Record<string, unknown> = {};
  for (const [index, document] of documents) {
    const own = renamed(document, `case${index}_`) as { paths: object; components: { schemas: object } };
    for (const [name, item] of Object.entries(own.paths)) paths[`/case${index}_${name.slice(1)}`] = item;
    for (const [name, schema] of Object.entries(own.components.schemas)) schemas[`case${index}_${name}`] = schema;
  }
  const { components } = first[1];
  return { ...first[1], paths, components: { ...(components as JsonObject), schemas } };
}

function renamed(value: unknown, prefix: string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, prefix));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      if (key === "$ref") return [key, String(child).replace("/schemas/", `/schemas/${prefix}`)];
      return [key, key === "operationId" ? `${prefix}${String(child)}` : renamed(child, prefix)];
    }),
  );
}
