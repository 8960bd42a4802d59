import { renameSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { runDiff } from "../../src/diff/cli.ts";
import { outcomeOf, type Outcome } from "../support/outcome.ts";
import { bakeryCheckout, writeBakery, type Checkout } from "../support/checkout.ts";
import { loaf, schemas } from "../changes/rated-changes.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const diff = (made: Checkout, ...args: readonly string[]): Promise<Outcome> =>
  outcomeOf(() => runDiff(args, made.path));

describe("a checkout", () => {
  test("that changed nothing says so", async () => {
    const made = bakeryCheckout();
    const outcome = await diff(made);
    expect(outcome).toMatchObject({ status: 0, stderr: "" });
    expect(outcome.stdout).toMatch(/^No spec differs from the merge base with main \([0-9a-f]{7}\)\.$/m);
  });

  test("may lie in a folder with any name", async () => {
    const made = bakeryCheckout();
    writeBakery(made, (api) => delete loaf(api).properties.price);
    const moved = path.join(temporaryDirectory().path, "a #1 ?b %23");
    renameSync(made.path, moved);
    expect(await outcomeOf(() => runDiff([], moved))).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("Loaf.price: removed") as string,
    });
  });

  test("is compared with the commit that is named", async () => {
    const made = bakeryCheckout();
    writeBakery(made, (api) => delete loaf(api).properties.price);
    made.commit();
    expect((await diff(made, "HEAD")).stdout).toContain("No spec differs from HEAD");
    expect((await diff(made, "HEAD~1")).stdout).toContain("Loaf.price: removed");
    expect((await diff(made)).stdout).toContain("Loaf.price: removed");
  });

  test("on main is compared with what was published", async () => {
    const made = bakeryCheckout();
    made.git("switch", "--quiet", "main");
    made.git("update-ref", "refs/remotes/origin/main", "HEAD");
    writeBakery(made, (api) => (loaf(api).properties.crust = { type: "string" }));
    expect((await diff(made)).stdout).toContain("the merge base with origin/main");
  });

  test("that changed a spec is left as it is", async () => {
    const made = bakeryCheckout();
    writeBakery(made, (api) => (loaf(api).properties.crust = { type: "string" }));
    const before = made.files();
    await diff(made);
    expect(made.files()).toEqual(before);
  });
});

describe("a report", () => {
  const edited = (): Checkout => {
    const made = bakeryCheckout();
    writeBakery(made, (api) => {
      schemas(api).State.enum.push("sold|now");
      delete loaf(api).properties.price;
    });
    made.write("packages/bakery/src/index.ts", 'export type Bread = Schemas["Loaf"];\n');
    return made;
  };

  test("in text names operations, ratings, reasons and places, the largest first", async () => {
    const { stdout } = await diff(edited());
    expect(stdout.split("\n").slice(2, 6)).toEqual([
      "@switchboard/bakery: major",
      "  listLoaves, orderLoaf",
      "    major  Loaf.price: removed",
      expect.stringMatching(/^ {11}callers who read it find nothing \(specs\/bakery\/openapi\.yaml of .*:\d+\)$/),
    ]);
    expect(stdout).toContain("    major  export Loaf: renamed to Bread\n");
  });

  test("in Markdown is a table which a value of the spec cannot leave", async () => {
    const { stdout } = await diff(edited(), "--format", "markdown");
    expect(stdout).toContain("## @switchboard/bakery: major");
    expect(stdout).toContain(String.raw`| minor | listLoaves, orderLoaf | State: enum + "sold\|now" |`);
  });

  test("in JSON holds every line", async () => {
    const { stdout } = await diff(edited(), "--format=json");
    expect(JSON.parse(stdout)).toMatchObject({
      base: { name: "the merge base with main" },
      packages: [{ package: "@switchboard/bakery", release: "major", lines: expect.any(Array) as unknown }],
    });
  });
});

describe("an API", () => {
  test("that is new needs a minor release, and one that is gone for a major one", async () => {
    const made = bakeryCheckout();
    made.git("mv", "specs/bakery", "specs/bistro");
    const { stdout } = await diff(made);
    expect(stdout).toMatch(/@switchboard\/bakery: major\n.*\n.*the API: removed/);
    expect(stdout).toMatch(/@switchboard\/bistro: minor\n.*\n.*the API: added/);
  });
});

describe("one clear line and exit 2 for", () => {
  const failing = async (made: Checkout, ...args: readonly string[]): Promise<string> => {
    const before = made.files();
    const { status, stdout, stderr } = await diff(made, ...args);
    expect({ status, stdout, lines: stderr.trim().split("\n").length }).toEqual({ status: 2, stdout: "", lines: 1 });
    expect(made.files()).toEqual(before);
    return stderr;
  };

  test("a base that git does not know", async () => {
    expect(await failing(bakeryCheckout(), "nowhere")).toContain('unknown base "nowhere"');
    expect(await failing(bakeryCheckout(), "--", "--output=stolen")).toContain('unknown base "--output=stolen"');
  });

  test("a clone without main", async () => {
    const made = bakeryCheckout();
    made.git("branch", "--quiet", "-D", "main");
    expect(await failing(made)).toContain(
      "this clone has no commit in common with main (git merge-base: fatal: Not a valid object name main; " +
        "git merge-base: fatal: Not a valid object name origin/main); fetch main with its history, or name a base",
    );
  });

  test("options that do not exist", async () => {
    expect(await failing(bakeryCheckout(), "--format=html")).toContain('unknown format "html". Usage: pnpm specs:diff');
    expect(await failing(bakeryCheckout(), "--fast")).toContain("Usage: pnpm specs:diff");
  });

  test.each([
    ["YAML that is broken", "openapi: [", "specs/bakery/openapi.yaml:1:11: "],
    ["an empty file", "", "specs/bakery/openapi.yaml: expected an OpenAPI document"],
    ["another document", "title: Menu\n", "specs/bakery/openapi.yaml"],
    [
      "a reference that leads nowhere",
      "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {/a: {$ref: '#/b'}}\n",
      "b",
    ],
  ])("%s", async (_, content, message) => {
    const made = bakeryCheckout();
    made.write("specs/bakery/openapi.yaml", content);
    expect(await failing(made)).toContain(message);
  });
});
