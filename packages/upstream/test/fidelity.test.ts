import { describe, expect, test } from "vitest";
import { stringify } from "yaml";

import { bakery, type Bakery, type Directory, type Outcome, outcomeOf } from "@switchboard/spec-changes/test-support";

import { bakerySpecs, snapshotOf } from "./bakery-specs.ts";
import { runFidelity } from "../src/fidelity/cli.ts";

const check = (specs: Directory): Promise<Outcome> => outcomeOf(() => runFidelity(["--specs", specs.path]));

/** What the vendor published, with something that we do not have. */
function published(edit: (api: Bakery) => void): Bakery {
  const document = bakery("3.1.0");
  edit(document);
  return document;
}

const largerPages = published((api) => (api["paths"]["/loaves"].get.parameters[0].schema.maximum = 99));

const listing = (...entries: readonly string[]): string =>
  [
    "deviations:",
    "  - reason: Ours is kinder.",
    "    source: A talk",
    "    differences:",
    ...entries.map((entry) => `      ${entry}`),
    "",
  ].join("\n");

describe("specs:fidelity", () => {
  test("ends with 0 where the spec says what the vendor published", async () => {
    expect(await check(bakerySpecs())).toEqual({
      status: 0,
      stdout: "bakery: 0 listed differences from the vendor, and no other\n",
      stderr: "",
    });
  });

  test("ends with 1 for a difference that is not listed, in the form in which it can be listed", async () => {
    const specs = bakerySpecs(largerPages);
    const { status, stdout } = await check(specs);
    expect([status, stdout]).toEqual([1, expect.stringContaining("      listLoaves query limit maximum: 99 → 50\n")]);
    const line = stdout.split("\n").find((text) => text.includes("maximum")) ?? "";
    specs.write("bakery/deviations.yaml", listing(line.trim()));
    expect(await check(specs)).toMatchObject({ status: 0, stdout: expect.stringContaining("1 listed") as string });
  });

  test("prints every difference so that YAML reads it as it is", async () => {
    const specs = bakerySpecs(
      published((api) => {
        api["paths"]["/loaves/{id}"].get = { responses: {} };
        api["components"].schemas.Order.properties.name.pattern = "^{a: #}*$";
        api["components"].schemas.Order.properties["a: b"] = {
          oneOf: [{ type: "integer" }, { type: "object", properties: { c: {} } }],
        };
      }),
    );
    const lines = (await check(specs)).stdout.split("\n").filter((line) => line.startsWith("      "));
    expect(lines.length).toBeGreaterThan(2);
    specs.write("bakery/deviations.yaml", listing(...lines.map((line) => line.trim())));
    expect(await check(specs)).toMatchObject({ status: 0 });
  });

  test("ends with 1 for a listed difference that exists no longer", async () => {
    const specs = bakerySpecs();
    specs.write("bakery/deviations.yaml", listing("listLoaves query limit maximum: 99 → 50"));
    const { status, stdout } = await check(specs);
    expect(status).toBe(1);
    expect(stdout).toContain(
      "1 listed, and not so. Remove or correct them in specs/bakery/deviations.yaml:\n      listLoaves query limit maximum: 99 → 50\n",
    );
  });

  test("ends with 1 for a listed difference whose values are others by now", async () => {
    const specs = bakerySpecs(largerPages);
    specs.write("bakery/deviations.yaml", listing("listLoaves query limit maximum: 80 → 50"));
    const { status, stdout } = await check(specs);
    expect(status).toBe(1);
    expect(stdout).toContain("99 → 50");
    expect(stdout).toContain("80 → 50");
  });

  test("lists by one pattern what holds in many places, and no other change there", async () => {
    const specs = bakerySpecs(
      published((api) => {
        api["paths"]["/loaves"].get.parameters[0].schema.maximum = 99;
        api["components"].schemas.Order.properties.name.maxLength = 99;
        delete api["components"].schemas.Loaf.required;
      }),
    );
    const unlisted = async (...patterns: readonly string[]): Promise<string[]> => {
      specs.write("bakery/deviations.yaml", listing(...patterns));
      return (await check(specs)).stdout.split("\n").filter((line) => line.startsWith("      "));
    };
    const all = await unlisted("nowhere: 1 → 2");
    const required = all.filter((line) => line.includes(" required: false → true"));
    expect(required.length).toBeGreaterThan(1);
    expect(await unlisted('"* required": false → true')).toEqual(
      all.filter((line) => !required.includes(line) && !line.includes("nowhere")),
    );
    expect(await unlisted('"* required": true → false')).toContain('      "* required": true → false');
  });

  test("takes a pattern that nothing fits any more for a difference which is gone", async () => {
    const specs = bakerySpecs();
    specs.write("bakery/deviations.yaml", listing('"* maximum": 99 → 50'));
    expect(await check(specs)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("1 listed, and not so") as string,
    });
  });

  test("takes an operation of ours that no snapshot has for a difference", async () => {
    const specs = bakerySpecs(published((api) => delete api["paths"]["/loaves/{id}"]));
    expect(await check(specs)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("eatLoaf: absent → present") as string,
    });
    specs.write("bakery/vendor/sources.yaml", "sources: [{ name: export }, { name: other }]\n");
    specs.write("bakery/vendor/other.yaml", snapshotOf(bakery("3.1.0")));
    expect(await check(specs)).toMatchObject({ status: 0 });
  });

  test("takes an operation that we leave out for a difference", async () => {
    const specs = bakerySpecs(published((api) => (api["paths"]["/ovens/{oven}"] = { get: { responses: {} } })));
    expect(await check(specs)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('"GET /ovens/{oven}": present → absent') as string,
    });
  });

  test("does not take the silence of a page for a difference", async () => {
    const page = published((api) => {
      delete api["components"].schemas.Order.properties.name.maxLength;
      delete api["paths"]["/loaves"].get.parameters[0].schema.minimum;
      delete api["components"].schemas.Loaf.properties.kind.enum;
    });
    const specs = bakerySpecs();
    specs.write("bakery/vendor/export.yaml", snapshotOf(page, "names"));
    expect(await check(specs)).toMatchObject({ status: 0 });
    specs.write("bakery/vendor/export.yaml", snapshotOf(page, "complete"));
    expect(await check(specs)).toMatchObject({ status: 1 });
  });
});

describe("specs:fidelity ends with 2 and one line that names the file, for", () => {
  test.each<readonly [string, string, string, RegExp]>([
    ["a spec that is not YAML", "bakery/openapi.yaml", "openapi: [", /bakery\/openapi\.yaml:1:11: /],
    ["a spec without operations", "bakery/openapi.yaml", "openapi: 3.1.0", /no operations/],
    [
      "a snapshot that is cut off",
      "bakery/vendor/export.yaml",
      "source: a\n",
      /vendor\/export\.yaml: expected "source", "retrieved"/,
    ],
    [
      "a source without a usable name",
      "bakery/vendor/sources.yaml",
      "sources: [{ name: ../../etc }]",
      /vendor\/sources\.yaml: expected each source/,
    ],
    [
      "a deviation without a reason",
      "bakery/deviations.yaml",
      listing("a: 1 → 2").replace("reason: Ours is kinder.", "reason: ''"),
      /deviations\.yaml: deviations\/0: expected "reason"/,
    ],
    ["a deviation without values", "bakery/deviations.yaml", listing("a: 1"), /"a" needs the vendor's value and ours/],
    [
      "a deviation that stands twice",
      "bakery/deviations.yaml",
      `${listing("a: 1 → 2")}${listing("a: 1 → 2").replace("deviations:\n", "")}`,
      /"a: 1 → 2" stands twice/,
    ],
  ])("%s", async (_, file, content, words) => {
    const specs = bakerySpecs();
    specs.write(file, content);
    const { status, stderr, stdout } = await check(specs);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^specs:fidelity: .*\n$/);
    expect(stderr).toMatch(words);
  });

  test("a directory without specs, and an unknown option", async () => {
    expect(await outcomeOf(() => runFidelity(["--specs", "/nowhere"]))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("/nowhere") as string,
    });
    expect(await outcomeOf(() => runFidelity(["--strict"]))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("Usage: pnpm specs:fidelity") as string,
    });
  });
});

describe("a snapshot", () => {
  test("keeps no sentence of its vendor", () => {
    const wording = bakery("3.1.0");
    wording["paths"]["/loaves"].get.summary = "Loaves of this bakery";
    const text = snapshotOf(wording);
    expect(text).not.toMatch(/Loaves of|Of the loaf|No such shop|Eaten|title/);
    expect(stringify(wording)).toMatch(/Of the loaf/);
  });
});
