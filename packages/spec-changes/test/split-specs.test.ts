import { describe, expect, test } from "vitest";

import { runChangeset } from "../src/changeset/cli.ts";
import { runDiff } from "../src/diff/cli.ts";
import { loaf, richBakery, schemas } from "./changes/rated-changes.ts";
import type { Bakery } from "./support/bakery.ts";
import { bakeryCheckout, type Checkout } from "./support/checkout.ts";
import { outcomeOf, type Outcome } from "./support/outcome.ts";
import { splitBakery, writeFiles } from "./support/split-bakery.ts";

/** Writes the spec of the bakery, with an edit, in several files. */
function writeSplit(
  made: Checkout,
  edit: (api: Bakery) => unknown = () => undefined,
  shared?: readonly string[],
): void {
  const api = richBakery("3.1.0");
  edit(api);
  writeFiles(made, "specs/bakery", splitBakery(api, shared));
}

/** A checkout whose spec is in several files at the base already. */
function splitCheckout(): Checkout {
  const made = bakeryCheckout();
  writeSplit(made);
  made.commit();
  made.git("branch", "--force", "main", "HEAD");
  return made;
}

const diff = (made: Checkout): Promise<Outcome> => outcomeOf(() => runDiff([], made.path));
const unchanged = { status: 0, stdout: expect.stringContaining("No spec differs from") as string, stderr: "" };

/** The line of a file on which a text begins. */
function lineOf(made: Checkout, file: string, text: string): number {
  const content = made.read(`specs/bakery/${file}`);
  return content.slice(0, content.indexOf(text)).split("\n").length;
}

describe("specs:diff finds no change", () => {
  test("in a spec that was one file and is several now", async () => {
    const made = bakeryCheckout();
    writeSplit(made);
    expect(await diff(made)).toEqual(unchanged);
  });

  test("in a component that moved to another file", async () => {
    const made = splitCheckout();
    writeSplit(made, undefined, ["State", "Order"]);
    expect(made.read("specs/bakery/enums.yaml")).toContain("Order:");
    expect(await diff(made)).toEqual(unchanged);
  });

  test("in a comment", async () => {
    const made = splitCheckout();
    made.write("specs/bakery/loaves.yaml", `# Warm.\n${made.read("specs/bakery/loaves.yaml")}`);
    expect(await diff(made)).toEqual(unchanged);
  });
});

describe("specs:diff says where a change stands", () => {
  test("in the file that holds it now", async () => {
    const made = splitCheckout();
    writeSplit(made, (api) => schemas(api).State.enum.push("sold"));
    const { stdout } = await diff(made);
    expect(stdout).toContain('State: enum + "sold"');
    expect(stdout).toContain(`(specs/bakery/enums.yaml:${lineOf(made, "enums.yaml", "- baking")})`);
  });

  test("in the file that held it at the base", async () => {
    const made = splitCheckout();
    const line = lineOf(made, "loaves.yaml", "price:") + 1;
    writeSplit(made, (api) => delete loaf(api).properties.price);
    expect((await diff(made)).stdout).toContain(`(specs/bakery/loaves.yaml of the merge base with main:${line})`);
  });

  test("when it comes with the split itself", async () => {
    const made = bakeryCheckout();
    writeSplit(made, (api) => delete loaf(api).properties.price);
    const { stdout } = await diff(made);
    expect(stdout).toMatch(/^ {4}major {2}Loaf\.price: removed$/m);
    expect(stdout).toContain("(specs/bakery/openapi.yaml of the merge base with main:");
  });
});

describe("a file of a spec that is broken is named, with its line, by", () => {
  const broken = (): Checkout => {
    const made = splitCheckout();
    made.write("specs/bakery/loaves.yaml", "paths: [");
    return made;
  };
  const line = expect.stringMatching(/^specs:diff: specs\/bakery\/loaves\.yaml:1:9: Failed to parse: .*\n$/) as string;

  test("specs:diff", async () => {
    expect(await diff(broken())).toEqual({ status: 2, stdout: "", stderr: line });
  });

  test("specs:changeset, which writes nothing", async () => {
    const made = broken();
    const before = made.files();
    const { status, stderr } = await outcomeOf(() => runChangeset([], made.path));
    expect([status, stderr]).toEqual([2, expect.stringContaining("specs/bakery/loaves.yaml:1:9: Failed to parse: ")]);
    expect(made.files()).toEqual(before);
  });

  test("specs:diff when it is broken at the base", async () => {
    const made = broken();
    made.commit();
    made.git("branch", "--force", "main", "HEAD");
    writeSplit(made);
    expect((await diff(made)).stderr).toMatch(
      /^specs:diff: specs\/bakery\/loaves\.yaml of the merge base with main:1:9: Failed to parse: /,
    );
  });
});
