import { existsSync } from "node:fs";
import path from "node:path";

import { canonical } from "../facts/json.ts";
import { BaseWorkspace, packageName } from "./base-workspace.ts";
import { Callers, type Part } from "./callers.ts";
import { compareDocuments, type ComparedDocuments } from "./compare-documents.ts";
import { compareExports } from "./compare-exports.ts";
import { compareFacade, facadeFolder } from "./facade.ts";
import { generatedFolders, generateFor } from "./generated-folders.ts";
import { writeTree, type Base } from "./git.ts";
import type { ReportLine } from "./report-line.ts";
import { apiDirectories, readSpecFile, rootFileOf, type SpecFile } from "./spec-file.ts";
import { inTemporaryDirectory } from "./temporary-directory.ts";

/** What changed for those who use one package. */
interface PackageReport {
  readonly package: string;
  readonly lines: readonly ReportLine[];
}

export interface Report {
  readonly base: Base;
  /** The raw client of each API whose spec changed, and the facade where anything of it changed with them. */
  readonly packages: readonly PackageReport[];
}

interface ChangedApi {
  readonly name: string;
  readonly base: SpecFile;
  readonly now: SpecFile;
}

/**
 * Reports what the specs of a checkout changed since a commit.
 *
 * @throws DocumentError when a spec is broken, or not one that can be compared
 */
export function reportChanges(root: string, base: Base): Promise<Report> {
  return inTemporaryDirectory(async (directory) => {
    const specs = path.join(directory, "specs-before");
    await writeTree(root, base, specs, "specs");
    const before = existsSync(path.join(specs, "specs")) ? await apiDirectories(specs) : [];
    const names = [...new Set([...before, ...(await apiDirectories(root))])].toSorted();
    const packages: PackageReport[] = [];
    const changed: ChangedApi[] = [];
    for (const name of names) {
      const [known, fresh] = [specs, root].map((folder) => existsSync(path.join(folder, rootFileOf(name))));
      if (known !== fresh) packages.push(await comingOrGoing(root, name, fresh === true));
      if (!known || !fresh) continue;
      const [old, now] = [await readSpecFile(specs, name, ` of ${base.name}`), await readSpecFile(root, name)];
      // A comment, or a part that moved from one file to another, changes nothing for callers.
      if (canonical(old.document) !== canonical(now.document)) changed.push({ name, base: old, now });
    }
    return { base, packages: [...packages, ...(await compareApis(root, base, changed, directory))] };
  });
}

async function comingOrGoing(root: string, name: string, isNew: boolean): Promise<PackageReport> {
  const line: Pick<ReportLine, "rating" | "change" | "reason"> = isNew
    ? { rating: "minor", change: "the API: added", reason: "callers can use another API" }
    : { rating: "major", change: "the API: removed", reason: "callers of it no longer compile" };
  const place = `${rootFileOf(name)}:1`;
  return { package: await clientName(root, name), lines: [{ ...line, operations: [], place }] };
}

const clientName = async (root: string, api: string): Promise<string> =>
  (await packageName(path.join(root, "packages", api))) ?? `@switchboard/${api}`;

async function compareApis(
  root: string,
  base: Base,
  apis: readonly ChangedApi[],
  directory: string,
): Promise<PackageReport[]> {
  if (apis.length === 0) return [];
  const compared = apis.map((api) => compareDocuments(api.name, api.base, api.now));
  const workspace = await BaseWorkspace.create(root, base, path.join(directory, "workspace"));
  // All before a package is brought forward.
  const exported = await Promise.all(apis.map(({ name }) => compareExports(workspace.directory, root, folderOf(name))));
  const facade = [
    ...(await compareExports(workspace.directory, root, facadeFolder)),
    ...(await compareFacade(root, workspace)),
  ];
  const callers = await Callers.create(workspace, new Set(compared.flatMap(({ added }) => added)));
  const parts = await Promise.all(
    apis.map(async ({ name, now }): Promise<Part> => {
      return { folder: folderOf(name), replaced: await generatedClient(root, name, now) };
    }),
  );
  const compiled = await callers?.compileWith(parts.filter(({ folder }) => workspace.has(folder)));
  const reports = await Promise.all(
    apis.map(async ({ name }, index): Promise<PackageReport> => {
      const documents = compared[index];
      const broken = compiled?.get(parts[index] as Part) ?? [];
      const names = exported[index]?.filter(isNews(documents)) ?? [];
      return { package: await clientName(root, name), lines: [...(documents?.client ?? []), ...names, ...broken] };
    }),
  );
  const part = { folder: facadeFolder };
  const broken = facade.length > 0 ? (await callers?.compileWith([part]))?.get(part) : undefined;
  const lines = [...compared.flatMap((documents) => documents.facade), ...facade, ...(broken ?? [])];
  const facadeName = (await packageName(path.join(root, facadeFolder))) ?? "@switchboard/messaging";
  return lines.length === 0 ? reports : [...reports, { package: facadeName, lines }];
}

/** What the spec gives for the client now, generated yet or not. */
async function generatedClient(root: string, api: string, spec: SpecFile): Promise<Readonly<Record<string, string>>> {
  const folders = (await generatedFolders(root, api)).filter(({ target }) => target === "client");
  const texts = await Promise.all(
    folders.map(async ({ folder, target }) =>
      [...(await generateFor(target, spec))].map(([name, text]) => [path.join(folder, name), text] as const),
    ),
  );
  return Object.fromEntries(texts.flat());
}

/** An export that is the type of a schema was reported with its schema. */
function isNews(compared?: ComparedDocuments): (line: ReportLine) => boolean {
  const known = new Set(
    (compared?.client ?? []).flatMap(({ change }) => {
      const [, name, successor] = /^type (\w+): (?:renamed to (\w+)|added|removed)/.exec(change) ?? [];
      return [name, successor];
    }),
  );
  return ({ change }) => !known.has(/^export (\w+):/.exec(change)?.[1] ?? "");
}

const folderOf = (api: string): string => `packages/${api}`;
