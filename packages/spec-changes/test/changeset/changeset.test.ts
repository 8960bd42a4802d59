import { readdirSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";
import { stringify } from "yaml";

import { runChangeset } from "../../src/changeset/cli.ts";
import { generateFor } from "../../src/diff/generated-folders.ts";
import { runDiff } from "../../src/diff/cli.ts";
import { readSpecFiles } from "../../src/diff/spec-file.ts";
import { bakeryCheckout, writeBakery, type Checkout } from "../support/checkout.ts";
import { loaf } from "../changes/rated-changes.ts";
import type { Bakery } from "../support/bakery.ts";
import { outcomeOf, type Outcome } from "../support/outcome.ts";

const changeset = (made: Checkout): Promise<Outcome> => outcomeOf(() => runChangeset([], made.path));
const check = (made: Checkout): Promise<Outcome> => outcomeOf(() => runDiff(["--check"], made.path));
const changesets = (made: Checkout): string[] => readdirSync(path.join(made.path, ".changeset")).toSorted();
const onlyChangeset = (made: Checkout): string => made.read(`.changeset/${changesets(made)[0]}`);

const addField = (api: Bakery) => (loaf(api).properties.crust = { type: "string" });
const removeField = (api: Bakery) => delete loaf(api).properties.price;

describe("the changeset of a spec change", () => {
  test("names the client, the release and what changed", async () => {
    const made = bakeryCheckout();
    writeBakery(made, addField);
    expect((await changeset(made)).stdout).toMatch(
      /^@switchboard\/bakery: minor\n\.changeset\/spec-change-\w+\.md written$/m,
    );
    expect(onlyChangeset(made)).toBe(
      '---\n"@switchboard/bakery": minor\n---\n\n' +
        "- `Loaf.crust: added` (listLoaves, orderLoaf): responses tell more\n",
    );
  });

  test("is the same file when nothing more changes, and the same name when something does", async () => {
    const made = bakeryCheckout();
    writeBakery(made, addField);
    await changeset(made);
    const first = made.files();
    expect((await changeset(made)).stdout).toContain("kept");
    expect(made.files()).toEqual(first);
    writeBakery(made, removeField);
    const names = changesets(made);
    await changeset(made);
    expect(changesets(made)).toEqual(names);
    expect(onlyChangeset(made)).toContain('"@switchboard/bakery": major');
  });

  test("goes when the change is taken back", async () => {
    const made = bakeryCheckout();
    writeBakery(made, addField);
    await changeset(made);
    writeBakery(made, () => undefined);
    expect((await changeset(made)).stdout).toContain("removed");
    expect(changesets(made)).toEqual([]);
    expect((await changeset(made)).stdout).toBe("No changeset is needed.\n");
  });

  test("leaves alone what others wrote, and what the base had", async () => {
    const made = bakeryCheckout();
    const earlier = '---\n"@switchboard/bakery": major\n---\n\nEarlier.\n';
    made.git("switch", "--quiet", "main");
    made.write(".changeset/spec-change-earlier.md", earlier);
    made.commit();
    made.git("switch", "--quiet", "change");
    made.git("rebase", "--quiet", "main");
    made.write(".changeset/by-hand.md", '---\n"@switchboard/bakery": patch\n---\n\nBy hand.\n');
    writeBakery(made, addField);
    await changeset(made);
    expect(changesets(made)).toHaveLength(3);
    expect(made.read(".changeset/spec-change-earlier.md")).toBe(earlier);
    expect(made.read(".changeset/by-hand.md")).toContain("By hand.");
  });

  test("is not written for a spec that is broken", async () => {
    const made = bakeryCheckout();
    made.write("specs/bakery/openapi.yaml", "openapi: [");
    const before = made.files();
    const { status, stderr } = await changeset(made);
    expect({ status, lines: stderr.trim().split("\n").length }).toEqual({ status: 2, lines: 1 });
    expect(made.files()).toEqual(before);
  });
});

describe("the check", () => {
  test("passes where no spec changed, and where a changeset says at least as much", async () => {
    const made = bakeryCheckout();
    expect((await check(made)).status).toBe(0);
    writeBakery(made, removeField);
    await changeset(made);
    expect(await check(made)).toMatchObject({ status: 0, stderr: "" });
    writeBakery(made, addField);
    expect(await check(made)).toMatchObject({ status: 0, stderr: "" });
  });

  test("fails on a change that no changeset announces, or a smaller one", async () => {
    const made = bakeryCheckout();
    writeBakery(made, removeField);
    expect(await check(made)).toMatchObject({
      status: 1,
      stderr:
        "specs:diff: @switchboard/bakery needs a changeset for major, and there is none. " +
        'Run "pnpm specs:changeset" and commit its file.\n',
    });
    made.write(".changeset/by-hand.md", '---\n"@switchboard/bakery": minor\n---\n\nBy hand.\n');
    expect((await check(made)).stderr).toContain("needs a changeset for major, and there is one for minor.");
  });

  test("fails on a generated file that is not what the spec gives", async () => {
    const made = bakeryCheckout();
    made.write(
      "packages/bakery/package.json",
      JSON.stringify({
        scripts: { generate: "switchboard-codegen coverage ../../specs/bakery/openapi.yaml docs" },
      }),
    );
    const [cursor, items] = [{ type: "string" }, { type: "array", items: { $ref: "#/components/schemas/Loaf" } }];
    const page = { type: "object", properties: { cursor, items } };
    const content = { "application/json": { schema: { $ref: "#/components/schemas/Page" } } };
    const spec = stringify({
      openapi: "3.1.0",
      info: { title: "Bakery", version: "1" },
      servers: [{ url: "https://bakery.example" }],
      "x-pagination": { parameter: "cursor", items: "items", cursor: "cursor" },
      paths: {
        "/loaves": {
          get: {
            operationId: "listLoaves",
            "x-sdk": "loaves.list",
            parameters: [{ name: "cursor", in: "query", schema: { type: "string" } }],
            responses: { "200": { description: "Fine.", content } },
          },
        },
      },
      components: { schemas: { Loaf: { type: "object" }, Page: page } },
    });
    made.write("specs/bakery/openapi.yaml", spec);
    made.commit();
    made.git("branch", "--quiet", "--force", "main");
    const file = "packages/bakery/docs/operations.md";
    const stale = {
      status: 1,
      stderr: `specs:diff: ${file} is not what specs/bakery/openapi.yaml gives. Run "pnpm generate" and commit it.\n`,
    };
    expect(await check(made)).toMatchObject(stale);
    const [read] = await readSpecFiles(made.path);
    const files = await generateFor("coverage", read as NonNullable<typeof read>);
    const text = files.get("operations.md") ?? "";
    made.write(file, text);
    expect((await check(made)).status).toBe(0);
    made.write(file, text.replaceAll("listLoaves", "eatLoaves"));
    expect(await check(made)).toMatchObject(stale);
    made.write(file, text);
    made.write("packages/bakery/docs/old.md", "");
    expect((await check(made)).stderr).toContain("packages/bakery/docs/old.md is not what");
  });

  test("fails where there is nothing to compare with, unless it is said that there is no base", async () => {
    const made = bakeryCheckout();
    made.git("branch", "--quiet", "-D", "main");
    expect(await check(made)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("this clone has no commit in common with main") as string,
    });
    expect(await outcomeOf(() => runDiff(["--check", "--no-base"], made.path))).toMatchObject({
      status: 0,
      stdout: "There is no base, as --no-base says: no changeset is needed.\n",
    });
  });
});
