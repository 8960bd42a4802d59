import { rm } from "node:fs/promises";

import { describe, expect, test } from "vitest";

import { createSayingApi } from "../saying-service.ts";
import { problemsOf } from "./spec-problems.ts";
import { sayingSpec, temporarySpec } from "./temporary-spec.ts";

describe("what is not a spec is rejected", () => {
  test("broken YAML, with the place of the break", async () => {
    const { file, problems } = await problemsOf("openapi: 3.0.3\ninfo: { title: [a\npaths: {}\n");
    expect(problems[0]).toMatch(/openapi\.yaml:\d+:\d+: /);
    expect(problems.length).toBeGreaterThan(0);
    expect(file).toContain("openapi.yaml");
  });

  test("thousands of problems, by the first ones, with their place, and their number", async () => {
    const schemas = Array.from({ length: 1_200 }, (_, index) => `S${index}: { type: strng }`).join("\n");
    const { file, message, problems } = await problemsOf(sayingSpec({ schemas }));
    expect(problems).toHaveLength(1_200);
    expect(message.split("\n")).toHaveLength(12);
    expect(message).toMatch(/\n {2}and 1,190 more$/);
    expect(problems[0]).toContain(`${file}:`);
  });

  const bomb = Array.from(
    { length: 30 },
    (_, level) => `x-${level}: &a${level} [${level === 0 ? "a" : `*a${level - 1}, *a${level - 1}`}]`,
  );
  test.each([
    [
      "aliases that stand for more than memory holds",
      bomb.join("\n"),
      /:\d+:\d+ \(#\/x-\d+.*\): aliases make [\d,]+ parts/,
    ],
    ["an alias within its own anchor", "x-a: &a { b: { c: *a } }", /:\d+:\d+ \(#\/x-a\/b\/c\): an alias stands within/],
  ])("%s, at once and with the place", async (_, text, reason) => {
    const { problems } = await problemsOf(`${sayingSpec({})}${text}\n`);
    expect(problems).toEqual([expect.stringMatching(reason)]);
  });

  test.each([
    ["an empty file", ""],
    ["a text", "hello"],
    ["a list", "- openapi: 3.0.3"],
    ["a duplicate key", "openapi: 3.0.3\nopenapi: 3.1.0\n"],
    ["Swagger 2", 'swagger: "2.0"\npaths: {}\n'],
    ["OpenAPI 3.2", "openapi: 3.2.0\npaths: {}\n"],
    ["OpenAPI 4", 'openapi: "4.0.0"\npaths: {}\n'],
  ])("%s", async (_what, text) => {
    expect((await problemsOf(text)).message).toMatch(/cannot be served:\n {2}\S/);
  });

  test("a file that is not there", async () => {
    const file = await temporarySpec("");
    await rm(file);
    await expect(createSayingApi(file)).rejects.toThrow(
      /openapi\.yaml cannot be served:\n {2}the file cannot be read: ENOENT/,
    );
  });
});
