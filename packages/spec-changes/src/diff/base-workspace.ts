import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";

import { compile, type CompilerError } from "./compile.ts";
import { writeTree, type Base } from "./git.ts";

/** The workspace as it was at the base, in a directory of its own. */
export class BaseWorkspace {
  /** The workspace as it is now. */
  readonly root: string;
  readonly #base: Base;
  readonly directory: string;
  #linked: Promise<void> | undefined;

  private constructor(root: string, base: Base, directory: string) {
    this.root = root;
    this.#base = base;
    this.directory = directory;
  }

  static async create(root: string, base: Base, directory: string): Promise<BaseWorkspace> {
    await writeTree(root, base, directory);
    return new BaseWorkspace(root, base, directory);
  }

  has(file: string): boolean {
    return existsSync(path.join(this.directory, file));
  }

  /** Compiles a project of it, with the dependencies that are installed here. */
  async compile(project: string, args: readonly string[]): Promise<CompilerError[]> {
    this.#linked ??= linkDependencies(this.root, this.directory);
    await this.#linked;
    return compile(this.directory, ["-p", project, ...args]);
  }

  /** Puts a package as it is now, with some of its files replaced, in the place of what the base has. */
  async bringForward(folder: string, replaced: Readonly<Record<string, string>> = {}): Promise<void> {
    for (const part of sourcesOf(folder)) {
      const target = path.join(this.directory, part);
      await rm(target, { recursive: true, force: true });
      await cp(path.join(this.root, part), target, { recursive: true });
    }
    for (const [file, text] of Object.entries(replaced)) await writeFile(path.join(this.directory, file), text);
  }

  /** Puts a package back as the base has it. */
  async takeBack(folder: string): Promise<void> {
    for (const part of sourcesOf(folder)) {
      await rm(path.join(this.directory, part), { recursive: true, force: true });
      await writeTree(this.root, this.#base, this.directory, part);
    }
  }
}

/** What a compiler reads of a package. Its dependencies stay where they are. */
const sourcesOf = (folder: string): readonly string[] => [`${folder}/src`, `${folder}/package.json`];

/** Gives a copy of a workspace what is installed in another one; its packages refer to each other within the copy. */
export async function linkDependencies(root: string, copy: string): Promise<void> {
  const packages = await packagesOf(copy);
  for (const folder of ["", ...packages.values()]) {
    const source = path.join(root, folder, "node_modules");
    const target = path.join(copy, folder, "node_modules");
    if (!existsSync(source)) continue;
    await mkdir(target);
    for (const entry of await readdir(source)) {
      const isScope = [...packages.keys()].some((name) => name.startsWith(`${entry}/`));
      if (isScope) await linkScope(path.join(source, entry), path.join(target, entry), copy, packages);
      // What tools keep there is about the other workspace.
      else if (entry !== ".cache") await symlinkTo(path.join(source, entry), path.join(target, entry));
    }
  }
}

async function linkScope(
  source: string,
  target: string,
  copy: string,
  packages: ReadonlyMap<string, string>,
): Promise<void> {
  await mkdir(target);
  for (const entry of await readdir(source)) {
    const folder = packages.get(`${path.basename(source)}/${entry}`);
    await symlinkTo(
      folder === undefined ? path.join(source, entry) : path.join(copy, folder),
      path.join(target, entry),
    );
  }
}

/** The folder of each package of a workspace, by name. */
async function packagesOf(directory: string): Promise<Map<string, string>> {
  const folders = ["specs"];
  for (const group of ["packages", "apps"]) {
    const names = await readdir(path.join(directory, group)).catch(() => []);
    folders.push(...names.map((name) => `${group}/${name}`));
  }
  const found = await Promise.all(
    folders.map(async (folder) => [await packageName(path.join(directory, folder)), folder] as const),
  );
  return new Map(found.filter((entry): entry is readonly [string, string] => entry[0] !== undefined));
}

/** The name in a directory's package.json; undefined where it is not a package. */
export async function packageName(directory: string): Promise<string | undefined> {
  const text = await readFile(path.join(directory, "package.json"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as { readonly name?: string }).name;
}

const symlinkTo = (origin: string, place: string): Promise<void> => symlink(origin, place, "junction");
