import path from "node:path";

import { bundleOas, createEmptyRedoclyConfig } from "@redocly/openapi-core/lib/bundle-oas";

/** An OpenAPI document as a plain object. Its references lead to places within it. */
export type OpenApiDocument = Record<string, unknown>;

export interface ReadDocument {
  readonly document: OpenApiDocument;
  /** Absolute paths of the root and of every file to which it refers, the root first: what to watch, or to keep a result by. */
  readonly files: readonly string[];
}

/** The name of an API: that of the directory which holds its spec. */
export const apiOf = (specPath: string): string => path.basename(path.dirname(path.resolve(specPath)));

/**
 * Reads an OpenAPI document that may be spread over several files, and bundles them into one object. The same files give the same
 * object; which of them holds a component makes no difference.
 *
 * @param rootFile the file that names the others, YAML or JSON; it may hold the whole document
 * @param nameOf what messages call a file, by its path from the root's folder. Default: its path as `rootFile` gives it
 * @throws Error with one line for each problem: the file, the line where it is known, and the reason
 * @example
 * const { document, files } = await readDocument("specs/blooio/openapi.yaml");
 */
export async function readDocument(
  rootFile: string,
  nameOf: (file: string) => string = (file) => path.join(path.dirname(rootFile), file),
): Promise<ReadDocument> {
  const root = path.resolve(rootFile);
  const named = (file: string): string => nameOf(path.relative(path.dirname(root), file));
  const { bundle, fileDependencies, problems } = await bundleOas({
    ref: root,
    config: createEmptyRedoclyConfig(),
    // Renamed on the way, a component would have a type whose name is not in any file.
    componentRenamingConflicts: "error",
  }).catch((error: unknown) => {
    const reason = reworded(error instanceof Error ? error.message : String(error));
    throw new Error(`${named(root)}${placeIn(error)}: ${reason}`, { cause: error });
  });
  if (problems.length > 0) throw new Error(await describeProblems(problems, named));
  const document = bundle.parsed as OpenApiDocument;
  const files = [...fileDependencies];
  if (files.length > 1) sortComponents(document);
  return { document, files };
}

/** The bundler puts a component where it is first met; by name, no edit of one operation moves another's types. */
function sortComponents(document: OpenApiDocument): void {
  const groups = Object.entries((document["components"] ?? {}) as Record<string, object>);
  document["components"] = Object.fromEntries(
    byName(groups).map(([kind, components]) => [kind, Object.fromEntries(byName(Object.entries(components)))]),
  );
}

const byName = <Value>(entries: readonly (readonly [string, Value])[]): (readonly [string, Value])[] =>
  entries.toSorted(([a], [b]) => (a < b ? -1 : 1));

/** Where YAML breaks off, as `:line:column`. */
function placeIn(error: unknown): string {
  const { line, col } = error as { readonly line?: unknown; readonly col?: unknown };
  return Number.isInteger(line) ? `:${String(line)}:${String(col)}` : "";
}

/** The bundler's words, without the place that stands before them already, and with what to do where it says only what it did. */
const reworded = (message: string): string =>
  message
    .replace(/ in "[^"]+" \(\d+:\d+\)$/, "")
    .replace(/^Document must be JSON object.*/, 'expected an OpenAPI document with "openapi: 3.…"')
    .replace(/^Two schemas .* Renamed (\S+) to .*/, "two files have a component called $1; rename one of them");

type Problems = Awaited<ReturnType<typeof bundleOas>>["problems"];

async function describeProblems(problems: Problems, nameOf: (file: string) => string): Promise<string> {
  // Loaded only for an error message: it takes twice as long as the bundler.
  const { getLineColLocation } = await import("@redocly/openapi-core");
  const lines = problems.map(({ location: [location], message }) => {
    if (location === undefined) return reworded(message);
    const { start } = getLineColLocation(location);
    return `${nameOf(location.source.absoluteRef)}:${start.line}:${start.col}: ${reworded(message)}`;
  });
  // Every reference to a file that cannot be parsed is a problem too; the one to mend is in that file.
  const broken = lines.filter((line) => line.includes(": Failed to parse: "));
  return [...new Set(broken.length > 0 ? broken : lines)].join("\n");
}
