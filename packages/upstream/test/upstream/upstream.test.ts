import { describe, expect, test } from "vitest";

import { type Bakery } from "@switchboard/spec-changes/test-support";

import { bakerySpecs } from "../bakery-specs.ts";
import { guide } from "./pages.ts";
import { reportOn, smallerPages, today, upstream } from "./run-upstream.ts";

/** A further operation that responds with the list of loaves. */
function shareLoaf(api: Bakery): void {
  const { operationId: _, ...list } = api["paths"]["/loaves"].get;
  api["paths"]["/loaves/today"] = { get: list };
}

describe("specs:upstream", () => {
  test("ends with 0 where the vendor publishes what the snapshot has", async () => {
    const specs = bakerySpecs();
    const { status, stderr, stdout } = await upstream(
      specs,
      specs.write(
        "today.json",
        today(() => undefined),
      ),
    );
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(
      /^bakery: .*today\.json\n {2}OpenAPI 3\.1\.0\. 3 operations, 4 parameters, .*\n {2}No drift\.\n$/,
    );
  });

  test("ends with 1 for drift, with its rating, its reason and an edit", async () => {
    const specs = bakerySpecs();
    const { status, stdout } = await upstream(specs, specs.write("today.json", smallerPages));
    expect(status).toBe(1);
    expect(stdout).toContain(
      [
        "  Changed since export of 2026-11-01: 1",
        "    major  listLoaves query limit maximum: 50 → 20",
        "           callers who go beyond it are rejected",
        "           # set openapi.yaml#/paths/~1loaves/get/parameters/0/schema/maximum",
        "           20",
      ].join("\n"),
    );
  });

  test("reports the same facts in every format", async () => {
    const specs = bakerySpecs();
    const file = specs.write("today.json", smallerPages);
    expect((await upstream(specs, file, "--format", "markdown")).stdout).toContain(
      "- **major** `listLoaves query limit maximum`: `50 → 20`. callers who go beyond it are rejected.",
    );
    expect(JSON.parse((await upstream(specs, file, "--format", "json")).stdout)).toMatchObject({
      drift: true,
      reports: [
        {
          api: "bakery",
          drift: [
            {
              id: "listLoaves query limit maximum",
              change: "50 → 20",
              rating: "major",
              edits: [{ action: "set", pointer: "#/paths/~1loaves/get/parameters/0/schema/maximum", value: 20 }],
            },
          ],
          unlisted: [],
        },
      ],
    });
  });

  test("keeps what a vendor wrote from becoming markup or control codes", async () => {
    const specs = bakerySpecs();
    const name = "x\u001B[2J`<b>@all</b>`";
    const file = specs.write(
      "today.json",
      today((api) => (api["components"].schemas.Loaf.properties[name] = { type: "string" })),
    );
    const { stdout: text } = await upstream(specs, file);
    const { stdout: markdown } = await upstream(specs, file, "--format", "markdown");
    expect(text).not.toContain("\u001B");
    expect(markdown).not.toContain("\u001B");
    expect(markdown).toContain("`listLoaves 200 []. x [2J'<b>@all</b>' field`".replace("]. x", "].x"));
  });

  test("tells which operations are gone, and which are new", async () => {
    const specs = bakerySpecs();
    const report = await reportOn(
      specs,
      today((api) => {
        delete api["paths"]["/loaves/{id}"];
        api["paths"]["/ovens"] = { get: { responses: {} } };
      }),
    );
    expect(report.drift).toMatchObject([
      { id: "eatLoaf", change: "present → absent", rating: "major" },
      { id: "GET /ovens", change: "absent → present", rating: "minor", remark: "describe it, or list it as left out" },
    ]);
    expect(report.leftOut).toEqual(["GET /ovens"]);
  });

  test("does not take an operation that our spec leaves out for one on which both agree", async () => {
    const ovens = { get: { responses: { "200": { description: "" } } } };
    const specs = bakerySpecs(JSON.parse(today((api) => (api["paths"]["/ovens"] = ovens))) as Bakery);
    const { drift } = await reportOn(
      specs,
      today((api) => (api["paths"]["/ovens"] = { get: { responses: { ...ovens.get.responses, "429": {} } } })),
    );
    expect(drift).toMatchObject([
      { id: "GET /ovens 429 status", remark: "our spec does not describe this operation", edits: [] },
    ]);
  });

  test("reports once what operations share, with all their places", async () => {
    const specs = bakerySpecs(JSON.parse(today(shareLoaf)) as Bakery);
    specs.write("bakery/openapi.yaml", today(shareLoaf));
    const { drift } = await reportOn(
      specs,
      today((api) => {
        shareLoaf(api);
        api["components"].schemas.Loaf.properties.crust = { type: "string" };
      }),
    );
    expect(drift).toMatchObject([
      {
        id: "listLoaves 200 [].crust field",
        also: ["orderLoaf 201 crust field", "GET /loaves/today 200 [].crust field"],
        edits: [{ pointer: "#/components/schemas/Loaf/properties/crust" }],
      },
    ]);
    expect(drift[0]?.edits).toHaveLength(1);
  });

  test("says that an entry of deviations.yaml can go once the vendor publishes the same", async () => {
    const specs = bakerySpecs(JSON.parse(smallerPages) as Bakery);
    specs.write(
      "bakery/deviations.yaml",
      "deviations: [{ reason: Ours is kinder, source: A talk, differences: { listLoaves query limit maximum: 20 → 50 } }]",
    );
    const { drift } = await reportOn(
      specs,
      today(() => undefined),
    );
    expect(drift).toMatchObject([{ remark: "our spec agrees already: its entry in deviations.yaml can go" }]);
  });

  test("reports what sentences and extensions name, and no sentence", async () => {
    const named = (words: string, events: readonly string[]): string =>
      today((api) => {
        api["paths"]["/loaves"].get.description = words;
        api["x-events"] = events;
      });
    const specs = bakerySpecs(JSON.parse(named("Fails with `too_hot` or `sold_out`.", ["baked"])) as Bakery);
    const { drift } = await reportOn(specs, named("Fails with `sold_out`, or `stale`, as ever.", ["baked", "eaten"]));
    expect(drift).toMatchObject([
      { id: "#/paths/~1loaves/get names", change: "- too_hot, + stale", rating: "patch" },
      { id: "#/x-events names", change: "+ eaten" },
    ]);
    expect(JSON.stringify(drift)).not.toContain("as ever");
  });

  test("takes the paths of a document as they are, wherever the base path stands", async () => {
    const specs = bakerySpecs();
    const report = await reportOn(
      specs,
      today((api) => {
        api["servers"][0].url = "https://bakery.example/";
        api["paths"] = Object.fromEntries(
          Object.entries(api["paths"] as object).map(([path, item]) => [`/v1${path}`, item as unknown]),
        );
      }),
    );
    expect(report).toMatchObject({ drift: [], unlisted: [], leftOut: [] });
  });

  test("reports a difference from our spec that the snapshot has too, unless it is listed", async () => {
    const specs = bakerySpecs(JSON.parse(smallerPages) as Bakery);
    expect(await reportOn(specs, smallerPages)).toMatchObject({
      drift: [],
      unlisted: [{ id: "listLoaves query limit maximum", change: "50 → 20", rating: "major" }],
    });
    specs.write(
      "bakery/deviations.yaml",
      "deviations: [{ reason: Ours is kinder, source: A talk, differences: { listLoaves query limit maximum: 20 → 50 } }]",
    );
    expect(await reportOn(specs, smallerPages)).toMatchObject({ drift: [], unlisted: [], listed: 1 });
  });

  test("holds the samples of a guide against our spec", async () => {
    const specs = bakerySpecs();
    const { samples } = await reportOn(specs, guide.replace('"kind": "wheat"', '"kind": "oat",\n"seeds": true'));
    expect(samples).toEqual([
      { operation: "orderLoaf", place: "request kind", problem: 'is "oat" in a sample, which our spec does not list' },
      { operation: "orderLoaf", place: "request seeds", problem: "stands in a sample, and our spec does not know it" },
    ]);
  });
});

describe("specs:upstream ends with 2 and one line, for", () => {
  test.each<readonly [string, readonly string[], RegExp]>([
    ["an unknown option", ["--force"], /Usage: pnpm specs:upstream/],
    ["an unknown format", ["--format", "xml"], /--format xml: expected text, markdown, json/],
    ["an unknown API", ["--api", "pizza"], /--api pizza: expected one of bakery/],
    ["an unknown source", ["a.json", "--source", "pages"], /--source pages: expected one of export \(bakery\)/],
    ["a source without its document", ["--source", "export"], /expected the documents which are a new version of it/],
    ["an invalid date", ["--date", "today"], /--date today: expected a day/],
    ["no address to read", [], /no source in vendor\/sources\.yaml has an address/],
  ])("%s", async (_, args, words) => {
    const { status, stderr, stdout } = await upstream(bakerySpecs(), ...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^specs:upstream: .*\n$/);
    expect(stderr).toMatch(words);
  });
});
