import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import path from "node:path";

import { DocumentError } from "../facts/document-error.ts";

/** A commit to compare with, and how a person knows it. */
export interface Base {
  readonly commit: string;
  readonly name: string;
}

/** No commit to compare with could be found without being told one. */
export class NoBaseError extends DocumentError {
  override readonly name: string = "NoBaseError";
}

const largestFile = 256 * 1024 * 1024;

interface GitFailure extends Error {
  readonly code?: string | number;
  readonly stderr?: string;
}

function git(root: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<string> {
  const env = { ...process.env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0", ...variables };
  return new Promise((resolve, reject) => {
    execFile("git", args, { cwd: root, env, maxBuffer: largestFile }, (error, stdout, stderr) => {
      if (error) reject(Object.assign(error, { stderr }));
      else resolve(stdout);
    });
  });
}

/** The first line of what a command prints; undefined when it fails, as a question about a missing commit does. */
const ask = (root: string, ...args: readonly string[]): Promise<string | undefined> =>
  git(root, args).then(
    (output) => output.split("\n")[0] || undefined,
    () => undefined,
  );

/**
 * Finds the commit to compare with: the one that is named, or else the merge base with `main`. On `main` itself that is
 * the merge base with what was published of it.
 *
 * @throws DocumentError when git does not know the name
 * @throws NoBaseError when no name was given, and this clone has no `main`
 */
export async function findBase(root: string, name?: string): Promise<Base> {
  await git(root, ["rev-parse", "--git-dir"]).catch((error: GitFailure) => {
    const missing = error.code === "ENOENT";
    throw new NoBaseError(
      missing ? "git was not found; expected it on the PATH" : `${root} is not a git checkout: there is no base in it`,
      { cause: error },
    );
  });
  if (name !== undefined) {
    const commit = await ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
    if (commit === undefined) {
      throw new DocumentError(`unknown base "${name}": expected a commit, branch or tag that this clone has`);
    }
    return { commit, name };
  }
  const branch = await ask(root, "symbolic-ref", "--quiet", "--short", "HEAD");
  for (const main of branch === "main" ? ["origin/main"] : ["main", "origin/main"]) {
    const commit = await ask(root, "merge-base", "HEAD", main);
    if (commit !== undefined) return { commit, name: `the merge base with ${main}` };
  }
  throw new NoBaseError("this clone has no main to compare with; name a base: pnpm specs:diff <commit>");
}

/** A file as it is in a commit; undefined where there is none. */
export const showFile = (root: string, { commit }: Base, file: string): Promise<string | undefined> =>
  git(root, ["show", `${commit}:${file}`]).catch((error: GitFailure) => {
    if (/does not exist in|exists on disk, but not in/.test(error.stderr ?? "")) return undefined;
    throw new DocumentError(`git show ${commit}:${file}: ${error.stderr?.split("\n")[0] || error.message}`);
  });

/** The names below a directory of a commit. */
export async function listDirectory(root: string, { commit }: Base, directory: string): Promise<string[]> {
  const output = await git(root, ["ls-tree", "--name-only", "-z", commit, `${directory}/`]);
  return output
    .split("\0")
    .filter(Boolean)
    .map((file) => path.basename(file));
}

/** Writes the files of a commit into a directory. The checkout itself, its index and its worktrees are left alone. */
export async function writeTree(root: string, { commit }: Base, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const index = { GIT_INDEX_FILE: path.join(directory, ".git-index") };
  await git(root, ["read-tree", commit], index);
  await git(root, ["checkout-index", "--all", "--quiet", `--prefix=${directory}/`], index);
}
