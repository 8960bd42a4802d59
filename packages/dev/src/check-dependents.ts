import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { compile } from "@switchboard/spec-changes";

import type { Problem } from "./lint-spec.ts";

interface Manifest {
  readonly name: string;
  readonly folder: string;
  readonly dependencies: readonly string[];
}

/** Type-checks the clients and whatever of the workspace depends on them, as one program. */
export class DependentsCheck {
  readonly #root: string;
  readonly #project: string;
  #last: Promise<readonly Problem[]> = Promise.resolve([]);

  private constructor(root: string, project: string) {
    this.#root = root;
    this.#project = project;
  }

  /** Undefined where no API has a client. */
  static async create(root: string, apis: readonly string[]): Promise<DependentsCheck | undefined> {
    const manifests = await readManifests(root);
    const clients = manifests.filter(({ folder }) => apis.some((api) => folder === `packages/${api}`));
    if (clients.length === 0) return undefined;
    const dependents = dependentsOf(clients, manifests).map(({ folder }) => path.join(root, folder));
    const settings = await Promise.all(
      dependents.map((folder) => readFile(path.join(folder, "tsconfig.json"), "utf8")),
    );
    // A page has compiler settings of its own; `pnpm check:types` looks at it.
    const folders = dependents.filter((_, index) => !/"jsx"/.test(settings[index] ?? ""));
    const directory = path.join(root, "node_modules/.cache/switchboard-dev");
    const project = path.join(directory, "tsconfig.json");
    await mkdir(directory, { recursive: true });
    // One program reads the compiler's libraries and the mock's dependencies once, instead of once for each package.
    const configuration = {
      extends: path.join(root, "apps/contract/tsconfig.json"),
      compilerOptions: {
        noEmit: true,
        incremental: true,
        tsBuildInfoFile: path.join(directory, "tsbuildinfo"),
        typeRoots: [path.join(root, "apps/contract/node_modules/@types")],
      },
      include: folders.flatMap((folder) => [path.join(folder, "src"), path.join(folder, "test")]),
    };
    await writeFile(project, JSON.stringify(configuration));
    return new DependentsCheck(root, project);
  }

  /** @param isFresh whether anything changed that the compiler sees; where nothing did, all that was well still is */
  run(isFresh: boolean, signal?: AbortSignal): Promise<readonly Problem[]> {
    // One at a time: two compilers would write the same notes.
    const before = this.#last.then(
      (problems) => (isFresh || problems.length > 0 ? undefined : problems),
      () => undefined,
    );
    this.#last = before.then((known) => known ?? this.#compile(signal));
    return this.#last;
  }

  async #compile(signal?: AbortSignal): Promise<readonly Problem[]> {
    // Several checkers each work out the types that they share; the other core is busy with the linter and the mock.
    const errors = await compile(this.#root, ["-p", this.#project, "--checkers", "1"], signal);
    return errors.map(({ file, line, message }) => ({
      place: `${file}:${line}`,
      message: message.split("\n")[0] ?? "",
    }));
  }
}

async function readManifests(root: string): Promise<Manifest[]> {
  const found: Manifest[] = [];
  for (const group of ["packages", "apps"]) {
    for (const name of await readdir(path.join(root, group)).catch(() => [])) {
      const folder = `${group}/${name}`;
      const text = await readFile(path.join(root, folder, "package.json"), "utf8").catch(() => undefined);
      if (text === undefined) continue;
      const manifest = JSON.parse(text) as { name: string; dependencies?: object; devDependencies?: object };
      const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
      found.push({ name: manifest.name, folder, dependencies });
    }
  }
  return found;
}

function dependentsOf(clients: readonly Manifest[], manifests: readonly Manifest[]): Manifest[] {
  const found = new Set(clients);
  // A set that grows is walked to its new end.
  for (const { name } of found) {
    for (const manifest of manifests) if (manifest.dependencies.includes(name)) found.add(manifest);
  }
  return [...found];
}
