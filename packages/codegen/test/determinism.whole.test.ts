import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import * as fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import { parse, stringify } from "yaml";

import { runCli } from "../src/cli.ts";

const specs = path.resolve(import.meta.dirname, "../../../specs");

type File = Readonly<Record<string, object>>;

/** Our own spec, by its files. */
const filesOf = (api: string): Record<string, File> =>
  Object.fromEntries(
    readdirSync(path.join(specs, api))
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => [name, parse(readFileSync(path.join(specs, api, name), "utf8")) as File]),
  );

const shuffled = <Value extends object>(values: Value): fc.Arbitrary<Value> =>
  fc
    .shuffledSubarray(Object.entries(values), { minLength: Object.keys(values).length })
    .map((entries) => Object.fromEntries(entries) as Value);

/** The same file with its components, and its paths where their order does not matter, in any order. */
const anyOrder = (name: string, file: File): fc.Arbitrary<File> =>
  fc
    .record({
      components: fc
        .record(
          Object.fromEntries(
            Object.entries(file["components"] ?? {}).map(([kind, named]) => [kind, shuffled(named as object)]),
          ),
        )
        .chain(shuffled),
      // The root gives operations their order.
      paths: name === "openapi.yaml" ? fc.constant(file["paths"]) : shuffled(file["paths"] ?? {}),
    })
    .map((parts) => ({ ...file, ...parts }) as File);

/** Everything that is generated from a spec, by target and file. */
async function generated(api: string, files: Readonly<Record<string, File>>): Promise<Record<string, string>> {
  const directory = mkdtempSync(path.join(tmpdir(), "codegen-determinism-"));
  try {
    mkdirSync(path.join(directory, api));
    for (const [name, file] of Object.entries(files)) writeFileSync(path.join(directory, api, name), stringify(file));
    const texts: Record<string, string> = {};
    for (const target of ["client", "coverage", "methods", "operation-ids", "samples"]) {
      const out = path.join(directory, target);
      expect(await runCli([target, path.join(directory, api, "openapi.yaml"), out])).toBe(0);
      for (const name of readdirSync(out)) texts[`${target}/${name}`] = readFileSync(path.join(out, name), "utf8");
    }
    return texts;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

test.each(["blotato", "blooio"])(
  "what is generated from %s is the same to the byte in whatever order its files hold their parts",
  async (api) => {
    vi.spyOn(console, "log").mockImplementation(() => undefined);
    onTestFinished(() => void vi.restoreAllMocks());
    const files = filesOf(api);
    const expected = await generated(api, files);
    const orders = fc.record(
      Object.fromEntries(Object.entries(files).map(([name, file]) => [name, anyOrder(name, file)])),
    );
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        expect(await generated(api, order)).toEqual(expected);
      }),
      { numRuns: 3 },
    );
  },
);
