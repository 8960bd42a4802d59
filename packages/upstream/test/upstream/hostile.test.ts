import { describe, expect, test } from "vitest";

import { bakery, type Directory, type Outcome, outcomeOf } from "@switchboard/spec-changes/test-support";

import { bakerySpecs } from "../bakery-specs.ts";
import { runUpstream } from "../../src/check/cli.ts";
import { fragment, referencePage, renderedGitBook } from "./pages.ts";

const upstream = (specs: Directory, file: string): Promise<Outcome> =>
  outcomeOf(() => runUpstream(["--specs", specs.path, file, "--source", "export", "--write"]));

const aliases = [
  "openapi: 3.1.0",
  "a0: &a0 [x, x, x, x, x, x, x, x, x, x]",
  ...Array.from({ length: 9 }, (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level}, `.repeat(10)}]`),
  "paths: {}",
].join("\n");

const withSchema = (schema: unknown, schemas: object = {}): string =>
  JSON.stringify({
    openapi: "3.1.0",
    components: { schemas },
    paths: { "/loaves": { post: { responses: {}, requestBody: { content: { "application/json": { schema } } } } } },
  });

const nested = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth);

const inputs: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
  ["nothing", "", /the document is empty/],
  ["blank lines", " \n\n\t\n", /the document is empty/],
  ["bytes that are not text", Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe]), /expected a text in UTF-8/],
  ["a web page", "<!doctype html><title>Bread</title>", /this is a web page in HTML/],
  ["prose", "# Bread\n\nTake flour.\n", /no operation was found: expected OpenAPI, Markdown/],
  ["JSON that is cut off", JSON.stringify(bakery("3.1.0")).slice(0, -40), /broken JSON: /],
  ["JSON that is something else", '{"hello": "world"}', /expected OpenAPI 3\.0 or 3\.1, found none/],
  ["a list", "[1, 2]", /expected an object with named parts/],
  ["Swagger", '{"swagger": "2.0", "paths": {}}', /expected OpenAPI 3\.0 or 3\.1, found "2\.0"/],
  ["YAML that is broken", "openapi: 3.1.0\npaths: {\n", /broken YAML at line/],
  [
    "YAML with a key twice",
    "openapi: 3.1.0\npaths: {}\npaths: {}\n",
    /broken YAML at line 3, column 1: Map keys must be unique/,
  ],
  ["aliases that multiply", aliases, /broken YAML: aliases are rejected/],
  ["an alias of itself", "openapi: 3.1.0\npaths: &a\n  /loaves: *a\n", /broken YAML: /],
  [
    "a key that reaches for prototypes",
    '{"openapi": "3.1.0", "paths": {"__proto__": {"get": {"responses": {}}}}}',
    /a key "__proto__"/,
  ],
  [
    "JSON without end",
    nested("[", "]", 100_000).replace(/^/, '{"openapi": "3.1.0", "paths": ').replace(/$/, "}"),
    /nested more than 200 deep|Maximum call stack/,
  ],
  ["YAML without end", `openapi: 3.1.0\npaths: ${nested("[", "]", 100_000)}`, /brackets are nested more than 200 deep/],
  [
    "YAML that is indented without end",
    `openapi: 3.1.0\n${Array.from({ length: 1_500 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")}`,
    /nested more than 200 deep|Maximum call stack/,
  ],
  ["list marks without end", `openapi: 3.1.0\npaths:\n${"- ".repeat(50_000)}`, /list marks on one line/],
  [
    "references in a circle",
    withSchema(
      { $ref: "#/components/schemas/A" },
      { A: { $ref: "#/components/schemas/B" }, B: { $ref: "#/components/schemas/A" } },
    ),
    /in a circle/,
  ],
  ["a reference to a file", withSchema({ $ref: "/etc/passwd" }), /only references within the document are read/],
  [
    "a reference to an address",
    withSchema({ $ref: "http://127.0.0.1:1/a" }),
    /only references within the document are read/,
  ],
  [
    "a name with line breaks",
    withSchema({ $ref: "a\nspecs:upstream: fine\u001B[2J" }),
    /got "a specs:upstream: fine \[2J"/,
  ],
  ["fenced blocks without number", "```\nopenapi: 3\n```\n\n".repeat(90_000), /90000 OpenAPI fragments, more than 500/],
  ["fences that never close", `${"```\n~~~\n> - ".repeat(20_000)}\nopenapi: 3.1.0`, /./],
  [
    "quotations without end",
    `${">".repeat(1_000_000)}\n\n\`\`\`\nopenapi: 3.1.0\n\`\`\`\n`,
    /quotations that are nested 50 deep/,
  ],
  [
    "Markdown without end",
    "```\nopenapi: 3.1.0\n```\n\n".repeat(100_000),
    /a Markdown page of more than 2000000 characters/,
  ],
  ["brackets of links without end", `# A\n\n- ${"[".repeat(100_000)}](a)\n`, /./],
  ["a line without end", `# A\n\n${"a".repeat(1_000_000)}\n`, /lines longer than/],
  [
    "a field line that could match in many ways",
    `${renderedGitBook}\nget\nQuery parameters\na${"string · ".repeat(2_000)}\nget\n/a\n${"x".repeat(30_000)}`,
    /lines longer than/,
  ],
  ["more than 5 MB", "a".repeat(5_000_001), /larger than 5000000 bytes/],
];

describe("specs:upstream gives one line, ends with 2 and changes no file, for", () => {
  test.each(inputs)("%s", async (_, content, words) => {
    const specs = bakerySpecs();
    const file = specs.write("today.txt", content);
    const before = specs.files();
    const { status, stderr, stdout } = await upstream(specs, file);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^specs:upstream: [^\n]*today\.txt: [^\n]*\n$/);
    expect(stderr).toMatch(words);
    expect(stderr.length).toBeLessThan(700);
    expect(specs.files()).toEqual(before);
  });
});

describe("a page that is strange and yet understood", () => {
  /** Of this process, which others on the machine do not lengthen. */
  const secondsOf = async (work: () => Promise<Outcome>): Promise<Outcome & { readonly seconds: number }> => {
    const before = process.cpuUsage();
    const outcome = await work();
    const { system, user } = process.cpuUsage(before);
    return { ...outcome, seconds: (system + user) / 1_000_000 };
  };

  test("with a hundred thousand blocks beside its fragments is read in time", async () => {
    const specs = bakerySpecs();
    const noise = "```\nrye\n```\n".repeat(100_000);
    const file = specs.write(
      "today.md",
      `${noise}\n\`\`\`json\n${fragment("/loaves", "get", { responses: {} })}\n\`\`\`\n`,
    );
    const { seconds, ...outcome } = await secondsOf(() => upstream(specs, file));
    expect(outcome).toMatchObject({ status: 1, stdout: expect.stringContaining("1 OpenAPI fragments") as string });
    expect(seconds).toBeLessThan(10);
  });

  test("with fields called like members of every object has fields of those names", async () => {
    const specs = bakerySpecs();
    const document = bakery("3.1.0");
    for (const name of ["constructor", "toString", "hasOwnProperty"])
      document["components"].schemas.Loaf.properties[name] = { type: "string" };
    const { stdout } = await upstream(specs, specs.write("today.json", JSON.stringify(document)));
    expect(stdout).toContain("listLoaves 200 [].constructor field: absent → optional");
    expect(stdout).toContain("listLoaves 200 [].hasOwnProperty field: absent → optional");
  });

  test("with lines that could match in many ways is read in time", async () => {
    const specs = bakerySpecs();
    const lines = [
      `a${"string".repeat(3_000)}`,
      `a${"optional".repeat(2_000)}`,
      `a integer${" · x".repeat(4_000)}`,
      '"'.repeat(15_001),
    ];
    const page = referencePage
      .replace("limitoptionalinteger", `${lines.join("\n")}\nlimitoptionalinteger`)
      .replace("/loaves/{loafId}/slices", "/loaves");
    const { seconds, status } = await secondsOf(() => upstream(specs, specs.write("today.txt", page)));
    expect(status).toBeLessThan(2);
    expect(seconds).toBeLessThan(5);
  });
});
