import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, statSync } from "node:fs";
import { devNull } from "node:os";
import path from "node:path";

import { inputsOf } from "@switchboard/task-inputs/task-inputs";
import { stringify } from "yaml";

import { linkDependencies } from "../../src/diff/base-workspace.ts";
import { repository } from "../../src/diff/cli.ts";
import type { Bakery } from "./bakery.ts";
import { temporaryDirectory, type Directory } from "./temporary-directory.ts";
import { richBakery } from "../changes/rated-changes.ts";

export interface Checkout extends Directory {
  git(...args: readonly string[]): string;
  /** Writes every file into a commit. */
  commit(message?: string): void;
}

const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"];

/** Neither what the user set for git counts, nor the variables that git sets in a hook: they name another repository. */
export function withoutGit(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  return { ...Object.fromEntries(inherited), GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: "1" };
}

export function checkout(atEnd?: (remove: () => void) => void): Checkout {
  const made = inGit(temporaryDirectory(atEnd));
  made.git("init", "--quiet", "--template=", "--initial-branch=main");
  return made;
}

function inGit(directory: Directory): Checkout {
  const options = { cwd: directory.path, encoding: "utf8", env: withoutGit(), stdio: "pipe" } as const;
  const git = (...args: readonly string[]): string => execFileSync("git", [...identity, ...args], options);
  const commit = (message = "A commit"): void => {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--no-verify", `--message=${message}`);
  };
  return { ...directory, git, commit };
}

/** A checkout of the bakery on a branch that comes from `main`, with nothing but its spec and its client's exports. */
export function bakeryCheckout(): Checkout {
  const directory = temporaryDirectory();
  cpSync(bakeryTemplate(), directory.path, { recursive: true });
  return inGit(directory);
}

let template: string | undefined;

/** Made once for all tests of a process: to make a repository takes many processes of git. */
function bakeryTemplate(): string {
  if (template !== undefined) return template;
  const made = checkout((remove) => process.once("exit", remove));
  writeBakery(made, () => undefined);
  made.write("packages/bakery/package.json", JSON.stringify({ name: "@switchboard/bakery", version: "0.1.0" }));
  made.write("packages/bakery/src/index.ts", 'export type Loaf = Schemas["Loaf"];\n');
  made.commit();
  made.git("switch", "--quiet", "--create", "change");
  template = made.path;
  return template;
}

export function writeBakery(directory: Directory, edit: (api: Bakery) => unknown): void {
  const api = richBakery("3.1.0");
  edit(api);
  directory.write("specs/bakery/openapi.yaml", stringify(api, { aliasDuplicateObjects: false }));
}

/**
 * Our own workspace as it stands, with what is installed in it: the files that `test:whole` of this package names as its inputs.
 *
 * @param atEnd when it goes; default: when the running test ends
 */
export async function workspaceCheckout(atEnd?: (remove: () => void) => void): Promise<Checkout> {
  const made = checkout(atEnd);
  const isInput = inputsOf(repository, "packages/spec-changes", "test:whole");
  const left = new Set(["node_modules", ".git", ".turbo", "dist"]);
  const copied = (file: string): boolean =>
    statSync(file).isDirectory() ? !left.has(path.basename(file)) : isInput?.(path.relative(repository, file)) === true;
  for (const name of readdirSync(repository)) {
    const file = path.join(repository, name);
    if (copied(file)) cpSync(file, path.join(made.path, name), { recursive: true, filter: copied });
  }
  made.commit();
  await linkDependencies(repository, made.path);
  made.git("switch", "--quiet", "--create", "change");
  return made;
}

/** Edits a file of a checkout. The edit must find its place. */
export function replaceIn(made: Checkout, file: string, from: string | RegExp, to: string): void {
  const text = made.read(file);
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${file} has nothing like ${String(from)}`);
  made.write(file, changed);
}
