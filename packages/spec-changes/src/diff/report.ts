import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { canonical } from "../facts/json.ts";
import { BaseWorkspace, packageName } from "./base-workspace.ts";
import { Callers } from "./callers.ts";
import { compareDocuments } from "./compare-documents.ts";
import { apiDirectories, readSpecFile, rootFileOf, type SpecFile } from "./spec-file.ts";
import { compareFacade, facadeFolder } from "./facade.ts";
import { generateSchema } from "./generate-schema.ts";
import { listDirectory, showFile, type Base } from "./git.ts";
import { operationNames } from "./openapi-reach.ts";
import type { ReportLine } from "./report-line.ts";
import { compareExports, compareSchemaNames, type TypeFile } from "./type-names.ts";

/** What changed for those who use one package. */
export interface PackageReport {
  readonly package: string;
  readonly lines: readonly ReportLine[];
}

export interface Report {
  readonly base: Base;
  /** The raw client of each API whose spec changed, and the facade where its own types changed with it. */
  readonly packages: readonly PackageReport[];
}

interface ChangedApi {
  readonly name: string;
  readonly base: SpecFile;
  readonly now: SpecFile;
  readonly lines: readonly ReportLine[];
  readonly schemas: { readonly base: TypeFile; readonly now: TypeFile };
}

/**
 * Reports what the specs of a checkout changed since a commit.
 *
 * @throws DocumentError when a spec is broken, or not one that can be compared
 */
export async function reportChanges(root: string, base: Base): Promise<Report> {
  const directory = await mkdtemp(path.join(tmpdir(), "switchboard-diff-"));
  try {
    const names = await apiNames(root, base);
    const read = await Promise.all(names.map((name) => readApi(root, base, name, directory)));
    const packages = read.filter((api) => api !== undefined && "package" in api);
    const changed = read.filter((api) => api !== undefined && "schemas" in api);
    const [lines, callers] = await Promise.all([
      Promise.all(changed.map((api) => compareApi(root, base, api))),
      compareCallers(root, base, changed, path.join(directory, "workspace")),
    ]);
    const clients = await Promise.all(
      changed.map(async (api, index) => ({
        package: await clientName(root, api.name),
        lines: [...(lines[index] ?? []), ...(callers.clients.get(api.name) ?? [])],
      })),
    );
    return { base, packages: [...packages, ...clients, ...callers.facade] };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const clientName = async (root: string, api: string): Promise<string> =>
  (await packageName(path.join(root, "packages", api))) ?? `@switchboard/${api}`;

async function apiNames(root: string, base: Base): Promise<string[]> {
  const names = [...(await apiDirectories(root)), ...(await listDirectory(root, base, "specs"))];
  return [...new Set(names)].toSorted();
}

/** Undefined where nothing changed; a report where the API is new or gone. */
async function readApi(
  root: string,
  base: Base,
  name: string,
  directory: string,
): Promise<ChangedApi | PackageReport | undefined> {
  const place = rootFileOf(name);
  const workspace = path.join(directory, "base");
  const [known, fresh] = [await writeFiles(root, base, `specs/${name}`, workspace), existsSync(path.join(root, place))];
  if (!known || !fresh) {
    if (known === fresh) return undefined;
    const line: Pick<ReportLine, "rating" | "change" | "reason"> = fresh
      ? { rating: "minor", change: "the API: added", reason: "callers can use another API" }
      : { rating: "major", change: "the API: removed", reason: "callers of it no longer compile" };
    return { package: await clientName(root, name), lines: [{ ...line, operations: [], place: `${place}:1` }] };
  }
  const [old, now] = [await readSpecFile(workspace, name, ` of ${base.name}`), await readSpecFile(root, name)];
  // A comment, or a part that moved from one file to another, changes nothing for callers.
  if (canonical(old.document) === canonical(now.document)) return undefined;
  // Redocly explains a broken reference; the generator would print it, past whoever reports errors.
  const lines = await compareDocuments(old, now, path.join(directory, "bundles", name));
  const [oldSchema, nowSchema] = await Promise.all([generateSchema(old), generateSchema(now)]);
  return { name, base: old, now, lines, schemas: { base: oldSchema, now: nowSchema } };
}

/** Writes the spec of a commit as it stands there. @returns whether there is one */
async function writeFiles(root: string, base: Base, folder: string, directory: string): Promise<boolean> {
  const names = (await listDirectory(root, base, folder)).filter((name) => name.endsWith(".yaml"));
  await mkdir(path.join(directory, folder), { recursive: true });
  for (const name of names) {
    const text = await showFile(root, base, `${folder}/${name}`);
    if (text !== undefined) await writeFile(path.join(directory, folder, name), text);
  }
  return names.includes("openapi.yaml");
}

async function compareApi(root: string, base: Base, api: ChangedApi): Promise<ReportLine[]> {
  const name = `packages/${api.name}/src/index.ts`;
  const [before, now] = await Promise.all([
    showFile(root, base, name),
    readFile(path.join(root, name), "utf8").catch(() => undefined),
  ]);
  const exported =
    before === undefined || now === undefined ? [] : compareExports({ name, text: before }, { name, text: now });
  return [...api.lines, ...compareSchemaNames(api.schemas.base, api.schemas.now), ...exported];
}

const addedOperations = ({ base, now }: ChangedApi): string[] => {
  const known = new Set(operationNames(base.document));
  return operationNames(now.document).filter((name) => !known.has(name));
};

interface CallerReports {
  readonly clients: ReadonlyMap<string, readonly ReportLine[]>;
  readonly facade: readonly PackageReport[];
}

/** Compiles the base's callers against each changed client in turn, so that an error belongs to one API. */
async function compareCallers(
  root: string,
  base: Base,
  apis: readonly ChangedApi[],
  directory: string,
): Promise<CallerReports> {
  const clients = new Map<string, readonly ReportLine[]>();
  if (apis.length === 0) return { clients, facade: [] };
  const workspace = await BaseWorkspace.create(root, base, directory);
  const callers = await Callers.create(workspace);
  const known = new Set<string>();
  const added = new Set(apis.flatMap(addedOperations));
  for (const api of apis) {
    if (!callers || !workspace.has(`packages/${api.name}/src`)) continue;
    await workspace.bringForward(`packages/${api.name}/src`, { "generated/schema.ts": api.schemas.now.text });
    const lines = (await callers.compile(added)).filter(({ place }) => !known.has(place));
    for (const { place } of lines) known.add(place);
    clients.set(api.name, lines);
  }
  if (!workspace.has(facadeFolder)) return { clients, facade: [] };
  return { clients, facade: await compareFacade(root, workspace, callers, { added, known }) };
}
