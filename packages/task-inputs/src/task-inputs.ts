import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";

/** Whether a file, by its path from the root of the workspace, is among the inputs of a task. */
export type IsInput = (file: string) => boolean;

interface Manifest {
  readonly name: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: object;
  readonly devDependencies?: object;
}

interface Settings {
  readonly globalDependencies?: readonly string[];
  readonly tasks?: Readonly<Record<string, { readonly inputs?: readonly string[] }>>;
}

const ownFiles = "$TURBO_DEFAULT$";
const rootPrefix = "$TURBO_ROOT$/";

/**
 * The inputs of a task, which decide whether turbo runs it again: those that turbo.json names, and the packages on which the task's package
 * depends, through the task `transit`.
 *
 * @param root of the workspace
 * @param folder of the package, from there
 * @returns undefined where the package has no such task
 */
export function inputsOf(root: string, folder: string, task: string): IsInput | undefined {
  const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), "utf8"));
  const manifests = new Map(
    globSync(["{apps,packages}/*/package.json", "specs/package.json"], { cwd: root }).map((file) => [
      path.dirname(file),
      read(file) as Manifest,
    ]),
  );
  if (manifests.get(folder)?.scripts?.[task] === undefined) return undefined;
  const { globalDependencies = [] } = read("turbo.json") as Settings;
  const own = path.join(folder, "turbo.json");
  const { tasks } = (existsSync(path.join(root, own)) ? read(own) : {}) as Settings;
  const { inputs = [ownFiles] } = tasks?.[task] ?? {};
  const patterns = inputs.map((input) =>
    input.startsWith(rootPrefix)
      ? input.slice(rootPrefix.length)
      : path.join(folder, input === ownFiles ? "**" : input),
  );
  const covered = [
    ...globalDependencies,
    ...patterns,
    ...dependenciesOf(folder, manifests).map((other) => path.join(other, "**")),
  ];
  return (file) => covered.some((pattern) => path.matchesGlob(file, pattern));
}

/** The folders of all packages on which one depends, by way of others too. */
function dependenciesOf(folder: string, manifests: ReadonlyMap<string, Manifest>): string[] {
  const found = new Set([folder]);
  // A set that grows is walked to its new end.
  for (const known of found) {
    const { dependencies, devDependencies } = manifests.get(known) ?? {};
    const names = Object.keys({ ...dependencies, ...devDependencies });
    for (const [other, { name }] of manifests) if (names.includes(name)) found.add(other);
  }
  found.delete(folder);
  return [...found];
}
