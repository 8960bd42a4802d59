import { chmodSync, chownSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { afterEach, describe, expect, test, vi } from "vitest";

import { runDiff } from "../../src/diff/cli.ts";
import { loaf } from "../changes/rated-changes.ts";
import { bakeryCheckout, checkout, writeBakery, type Checkout } from "../support/checkout.ts";
import { outcomeOf, type Outcome } from "../support/outcome.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const check = (root: string): Promise<Outcome> => outcomeOf(() => runDiff(["--check"], root));

/** A checkout with a change that no changeset announces. */
function changed(): Checkout {
  const made = bakeryCheckout();
  writeBakery(made, (api) => delete loaf(api).properties.price);
  return made;
}

const unannounced = { status: 1, stderr: expect.stringContaining("needs a changeset for major") as string };

describe("the check fails, with what git says, where it finds no base", () => {
  const failure = async (root: string): Promise<string> => {
    const { status, stderr } = await check(root);
    expect(status).toBe(2);
    return stderr;
  };

  test("in a shallow clone of one branch", async () => {
    const made = changed();
    made.commit();
    const clone = checkout();
    rmSync(path.join(clone.path, ".git"), { recursive: true });
    clone.git(
      "clone",
      "--quiet",
      "--depth=1",
      "--single-branch",
      "--branch=change",
      pathToFileURL(made.path).href,
      ".",
    );
    expect(await failure(clone.path)).toContain("git merge-base: fatal: Not a valid object name origin/main");
  });

  test("in a directory without a repository", async () => {
    const made = changed();
    rmSync(path.join(made.path, ".git"), { recursive: true });
    expect(await failure(made.path)).toContain("git rev-parse: fatal: not a git repository");
  });

  test("in a repository that is broken", async () => {
    const made = changed();
    rmSync(path.join(made.path, ".git"), { recursive: true });
    made.write(".git", "nonsense\n");
    expect(await failure(made.path)).toContain("git rev-parse: fatal: invalid gitfile format");
  });

  // Nobody else can give a directory away.
  test.runIf(process.getuid?.() === 0)("in a clone that git distrusts, for it is another user's", async () => {
    const made = changed();
    chownSync(path.join(made.path, ".git"), 4711, 4711);
    chownSync(made.path, 4711, 4711);
    expect(await failure(made.path)).toContain("git rev-parse: fatal: detected dubious ownership in repository");
  });
});

test("on a main that nobody publishes, the last commit is the base", async () => {
  const made = bakeryCheckout();
  made.git("switch", "--quiet", "main");
  writeBakery(made, (api) => delete loaf(api).properties.price);
  expect(await check(made.path)).toMatchObject(unannounced);
});

describe("another repository is left alone, and the right one is compared,", () => {
  afterEach(() => vi.unstubAllEnvs());

  test("where variables of git name it, as they do in its hooks", async () => {
    const made = changed();
    const other = checkout();
    other.write("note.md", "Ours.\n");
    other.commit();
    const state = (): string =>
      [other.git("log", "--format=%H"), other.git("status", "--porcelain"), other.read(".git/config")].join();
    const before = state();
    vi.stubEnv("GIT_DIR", path.join(other.path, ".git"));
    vi.stubEnv("GIT_WORK_TREE", other.path);
    vi.stubEnv("GIT_INDEX_FILE", path.join(other.path, ".git/index"));
    expect(await check(made.path)).toMatchObject(unannounced);
    expect(state()).toBe(before);
  });

  test("whatever the user has set for git", async () => {
    const made = changed();
    const home = temporaryDirectory();
    const hook = home.write("hooks/post-index-change", `#!/bin/sh\necho ran > ${home.path}/hook-ran\n`);
    chmodSync(hook, 0o755);
    home.write(
      ".gitconfig",
      `[commit]\n\tgpgsign = true\n[core]\n\tautocrlf = true\n\thooksPath = ${home.path}/hooks\n\tquotePath = true\n`,
    );
    vi.stubEnv("HOME", home.path);
    vi.stubEnv("XDG_CONFIG_HOME", home.path);
    const before = made.files();
    expect(await check(made.path)).toMatchObject(unannounced);
    expect(made.files()).toEqual(before);
    expect(Object.keys(home.files())).not.toContain("hook-ran");
  });
});
