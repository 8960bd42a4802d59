import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { compile } from "@switchboard/spec-changes";

import type { Problem } from "./lint-spec.ts";

interface Manifest {
  readonly name: string;
  readonly folder: string;
  readonly dependencies: readonly string[];
}

/** Type-checks an API's client and whatever of the workspace depends on it, as one program. */
export class DependentsCheck {
  readonly #root: string;
  readonly #project: string;

  private constructor(root: string, project: string) {
    this.#root = root;
    this.#project = project;
  }

  /** Undefined where the API has no client. */
  static async create(root: string, api: string): Promise<DependentsCheck | undefined> {
    const manifests = await readManifests(root);
    const client = manifests.find(({ folder }) => folder === `packages/${api}`);
    if (!client) return undefined;
    const dependents = dependentsOf(client, manifests).map(({ folder }) => path.join(root, folder));
    const settings = await Promise.all(
      dependents.map((folder) => readFile(path.join(folder, "tsconfig.json"), "utf8")),
    );
    // A page has compiler settings of its own; `pnpm check:types` looks at it.
    const folders = dependents.filter((_, index) => !/"jsx"/.test(settings[index] ?? ""));
    const directory = path.join(root, "node_modules/.cache/switchboard-dev");
    const project = path.join(directory, `${api}.tsconfig.json`);
    await mkdir(directory, { recursive: true });
    // One program reads the compiler's libraries and the mock's dependencies once, instead of once for each package.
    const configuration = {
      extends: path.join(root, "apps/contract/tsconfig.json"),
      compilerOptions: {
        noEmit: true,
        incremental: true,
        tsBuildInfoFile: path.join(directory, `${api}.tsbuildinfo`),
        typeRoots: [path.join(root, "apps/contract/node_modules/@types")],
      },
      include: folders.flatMap((folder) => [path.join(folder, "src"), path.join(folder, "test")]),
    };
    await writeFile(project, JSON.stringify(configuration));
    return new DependentsCheck(root, project);
  }

  async run(signal: AbortSignal): Promise<Problem[]> {
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
    for (const name of await readdir(path.join(root, group))) {
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

function dependentsOf(client: Manifest, manifests: readonly Manifest[]): Manifest[] {
  const found = new Set([client]);
  // A set that grows is walked to its new end.
  for (const { name } of found) {
    for (const manifest of manifests) if (manifest.dependencies.includes(name)) found.add(manifest);
  }
  return [...found];
}
