import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

import { readOperations } from "../../../src/prism/spec/operations.ts";
import { readSpec } from "../../../src/prism/spec/read-spec.ts";
import { parseYaml } from "../../../src/prism/spec/yaml.ts";
import { oddSpec } from "../odd-spec.ts";
import { specFileOf } from "../spec-paths.ts";
import { temporarySpec } from "./temporary-spec.ts";

const specs = [
  ["blotato", () => Promise.resolve(specFileOf("blotato"))],
  ["blooio", () => Promise.resolve(specFileOf("blooio"))],
  ["odd", () => temporarySpec(oddSpec)],
] as const;

describe.each(specs)("the spec of %s", (_name, fileOf) => {
  test("is read as a slower YAML parser reads it", async () => {
    const { files } = await readSpec(await fileOf());
    for (const { text, content } of files) expect(content).toEqual(parse(text));
  });

  test("gives the operations that Prism itself reads from it, with forms as JSON", async () => {
    const file = await fileOf();
    const operations = await readOperations(await readSpec(file));
    expect(operations.length).toBeGreaterThan(5);
    const byPrism = await getHttpOperationsFromSpec(file);
    for (const content of byPrism.flatMap(({ request }) => request?.body?.contents ?? [])) {
      if (content.mediaType === "multipart/form-data") content.mediaType = "application/json";
    }
    expect(operations).toEqual(byPrism);
  });
});

test.each(
  [
    "null ~ Null NULL nULL true True TRUE tRue false yes no on off y 0 -0 +1 007 0o17 0o8 -0o7 0x1F -0x1F 0b1 1_000 1. 1.5 .5 -.5",
    "+.5 1e3 1E-3 .5e1 1.e2 0.1_0 .inf -.inf +.INF .Inf .nan .NaN -.nan 1:30 1.2.3 1e e1 0x 12345678901234567890 = __proto__",
    "2026-06-01 2026-06-01T12:00:00Z",
  ].flatMap((line) => line.split(" ")),
)("the scalar %s is what it is in YAML 1.2", (text) => {
  for (const document of [`a: ${text}`, `- ${text}`, `[${text}]`, `"${text}"`]) {
    expect(parseYaml(document)).toEqual(parse(document));
  }
});

test("an empty value is null, and a folded or literal text keeps its lines", () => {
  const text = "a:\nb: |\n  1\n  2\nc: >-\n  1\n  2\nd: !!str 1\n";
  expect(parseYaml(text)).toEqual(parse(text));
});
