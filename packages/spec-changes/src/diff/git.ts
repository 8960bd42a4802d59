import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import path from "node:path";

import { DocumentError, reasonOf } from "../facts/document-error.ts";

/** A commit to compare with, and how a person knows it. */
export interface Base {
  readonly commit: string;
  readonly name: string;
}

const largestFile = 256 * 1024 * 1024;

/** Overrides settings of the user: no hooks, and files as they were committed. */
const settings = [
  "core.autocrlf=false",
  "core.fsmonitor=false",
  "core.sparseCheckout=false",
  "core.hooksPath=/dev/null",
].flatMap((set) => ["-c", set]);

/** In a hook or a rebase, git sets variables that would lead it to another repository than the one in the directory. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  return { ...Object.fromEntries(inherited), LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0" };
}

/** @throws DocumentError with what git said */
function git(root: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<string> {
  const env = { ...environment(), ...variables };
  return new Promise((resolve, reject) => {
    execFile("git", [...settings, ...args], { cwd: root, env, maxBuffer: largestFile }, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else if (error.code === "ENOENT") reject(new DocumentError("git was not found; expected it on the PATH"));
      else
        reject(
          new DocumentError(
            `git ${args.find((word) => !word.startsWith("-"))}: ${stderr.trim().split("\n")[0] || error.message}`,
          ),
        );
    });
  });
}

const firstLine = (output: string): string => output.split("\n")[0] ?? "";

/**
 * Finds the commit to compare with: the one that is named, or else the merge base with `main`. On `main` itself that is
 * the merge base with what was published of it; where nothing can be published, for want of a remote, the last commit.
 *
 * @throws DocumentError when git does not know the name, or there is none and this clone does not show a base by itself
 */
export async function findBase(root: string, name?: string): Promise<Base> {
  // Fails first for what makes every command fail: no repository, or one that git does not trust.
  await git(root, ["rev-parse", "--git-dir"]);
  if (name !== undefined) {
    const found = git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
    const commit = await found.catch((error: unknown) => {
      throw new DocumentError(`unknown base "${name}": expected a commit, branch or tag that this clone has`, {
        cause: error,
      });
    });
    return { commit: firstLine(commit), name };
  }
  const branch = await git(root, ["symbolic-ref", "--quiet", "--short", "HEAD"]).then(firstLine, () => undefined);
  const failures: string[] = [];
  for (const main of branch === "main" ? ["origin/main"] : ["main", "origin/main"]) {
    try {
      return { commit: firstLine(await git(root, ["merge-base", "HEAD", main])), name: `the merge base with ${main}` };
    } catch (error) {
      failures.push((error as Error).message);
    }
  }
  if (branch === "main" && (await git(root, ["remote"])) === "") {
    return { commit: firstLine(await git(root, ["rev-parse", "HEAD"])), name: "the last commit" };
  }
  throw new DocumentError(
    `this clone has no commit in common with main (${failures.join("; ")}); fetch main with its history, or name a base`,
  );
}

/** The names below a directory of a commit. */
export async function listDirectory(root: string, { commit }: Base, directory: string): Promise<string[]> {
  const output = await git(root, ["ls-tree", "--name-only", "-z", commit, `${directory}/`]);
  return output
    .split("\0")
    .filter(Boolean)
    .map((file) => path.basename(file));
}

/**
 * Writes files of a commit into a directory. The checkout itself, its index and its worktrees are left alone.
 *
 * @param folder the part of the commit to write, where it has one of that name; default: all of it
 */
export async function writeTree(root: string, { commit }: Base, directory: string, folder = ""): Promise<void> {
  await mkdir(directory, { recursive: true });
  const index = { GIT_INDEX_FILE: path.join(directory, ".git-index") };
  const checkout = ["checkout", "--quiet", commit, "--", `:/${folder}`];
  await git(root, [`--work-tree=${directory}`, ...checkout], index).catch((error: unknown) => {
    if (!reasonOf(error).includes("did not match any file")) throw error;
  });
}
