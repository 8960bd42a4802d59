import { describe, expect, test } from "vitest";

import { bakerySpecs } from "../bakery-specs.ts";
import { reportOn, smallerPages, today, upstream } from "./run-upstream.ts";
import { servePages } from "./vendor-server.ts";

describe("specs:upstream without an address", () => {
  test("reads the sources that have one", async () => {
    const { requested, origin } = await servePages(() => ({ "/openapi.json": smallerPages }));
    const specs = bakerySpecs();
    specs.write(
      "bakery/vendor/sources.yaml",
      `sources: [{ name: export, url: "${origin}/openapi.json" }, { name: pages }]`,
    );
    expect(await upstream(specs)).toMatchObject({
      status: 1,
      stderr: "",
      stdout: expect.stringContaining("50 → 20") as string,
    });
    expect(requested).toEqual(["/openapi.json"]);
  });

  test("reports what it could read, and ends with 2 for what it could not", async () => {
    const { origin } = await servePages(() => ({ "/openapi.json": smallerPages }));
    const specs = bakerySpecs();
    specs.write(
      "bakery/vendor/sources.yaml",
      `sources: [{ name: export, url: "${origin}/openapi.json" }, { name: pages, url: "${origin}/gone" }]`,
    );
    const before = specs.files();
    const { status, stderr, stdout } = await upstream(specs, "--write");
    expect([status, stderr]).toEqual([2, `specs:upstream: ${origin}/gone: responds with 404\n`]);
    expect(stdout).toContain("50 → 20");
    expect(specs.files()).toEqual(before);
  });
});

describe("specs:upstream --write", () => {
  test("replaces the snapshot by the facts of today, and then finds no drift from it", async () => {
    const specs = bakerySpecs();
    const file = specs.write("today.json", smallerPages);
    const { status, stderr } = await upstream(specs, file, "--source", "export", "--write", "--date", "2026-11-20");
    expect([status, stderr]).toEqual([1, `${specs.path}/bakery/vendor/export.yaml written\n`]);
    expect(specs.read("bakery/vendor/export.yaml")).toMatch(
      /retrieved: 2026-11-20\nsha256: [0-9a-f]{64}\ncoverage: complete\n/,
    );
    expect(specs.read("bakery/vendor/export.yaml")).not.toMatch(/description|Of the loaf/);
    expect(await reportOn(specs, smallerPages, "--source", "export")).toMatchObject({
      drift: [],
      unlisted: [{ change: "50 → 20" }],
    });
  });

  test("leaves a snapshot alone whose facts are the same", async () => {
    const specs = bakerySpecs();
    const file = specs.write(
      "today.json",
      today((api) => (api["info"].title = "New bakery")),
    );
    const before = specs.files();
    expect(await upstream(specs, file, "--source", "export", "--write")).toMatchObject({
      status: 0,
      stderr: "export: the snapshot has these facts already\n",
    });
    expect(specs.files()).toEqual(before);
  });

  test("writes nothing without --source, which says which snapshot", async () => {
    const specs = bakerySpecs();
    const file = specs.write("today.json", smallerPages);
    const before = specs.files();
    expect(await upstream(specs, file, "--write")).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(
        /today\.json: say with --source which snapshot it shall replace; nothing was written\n$/,
      ) as string,
    });
    expect(specs.files()).toEqual(before);
  });

  test("is what it takes: without it no file changes", async () => {
    const specs = bakerySpecs();
    const file = specs.write("today.json", smallerPages);
    const before = specs.files();
    await upstream(specs, file, "--source", "export");
    expect(specs.files()).toEqual(before);
  });
});
