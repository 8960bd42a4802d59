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
  const callers = await Callers.create(workspace, new Set(compared.flatMap(({ added }) => added)));
  const clients = apis.filter(({ name }) => callers && workspace.has(clientFolder(name)));
  const parts = await Promise.all(
    clients.map(async ({ name, now }): Promise<Part> => {
      return { folder: clientFolder(name), replaced: await generatedClient(root, name, now) };
    }),
  );
  const broken = await callers?.compileWith(parts);
  const reports = await Promise.all(
    apis.map(async (api, index): Promise<PackageReport> => {
      const exported = await compareExports(workspace.directory, root, clientFolder(api.name));
      const part = parts[clients.indexOf(api)];
      const compiled = (part && broken?.get(part)) ?? [];
      return {
        package: await clientName(root, api.name),
        lines: [...(compared[index]?.client ?? []), ...exported.filter(isNews(compared[index])), ...compiled],
      };
    }),
  );
  const lines = [...compared.flatMap(({ facade }) => facade), ...(await facadeLines(root, workspace, callers))];
  if (lines.length === 0) return reports;
  return [
    ...reports,
    { package: (await packageName(path.join(root, facadeFolder))) ?? "@switchboard/messaging", lines },
  ];
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
      const [, name, heir] = /^type (\w+): (?:renamed to (\w+)|added|removed)/.exec(change) ?? [];
      return [name, heir];
    }),
  );
  return ({ change }) => !known.has(/^export (\w+):/.exec(change)?.[1] ?? "");
}

const clientFolder = (api: string): string => `packages/${api}`;

async function facadeLines(root: string, workspace: BaseWorkspace, callers?: Callers): Promise<ReportLine[]> {
  if (!workspace.has(facadeFolder) || !existsSync(path.join(root, facadeFolder))) return [];
  const exported = await compareExports(workspace.directory, root, facadeFolder);
  const declared = await compareFacade(root, workspace);
  if (declared.length === 0) return exported;
  const part = { folder: facadeFolder };
  return [...exported, ...declared, ...((await callers?.compileWith([part]))?.get(part) ?? [])];
}
