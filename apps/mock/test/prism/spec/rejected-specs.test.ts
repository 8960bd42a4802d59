import { rm } from "node:fs/promises";

import { describe, expect, test } from "vitest";

import { createApi } from "../../../src/http/api.ts";
import { SpecError } from "../../../src/index.ts";
import { createSayingApi, say, sayingService, sayOk } from "../saying-service.ts";
import { sayingSpec, temporarySpec, type SpecParts } from "./temporary-spec.ts";

async function problemsOf(
  text: string,
): Promise<{ readonly file: string; readonly problems: readonly string[]; readonly message: string }> {
  const file = await temporarySpec(text);
  const error: unknown = await createSayingApi(file).then(
    () => new Error("The spec was served"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof SpecError)) throw error;
  return { file, problems: error.problems, message: error.message };
}

/** `line:column` of the one place in a text that is marked with «». */
function placeOf(marked: string): { readonly text: string; readonly place: string } {
  const before = marked.slice(0, marked.indexOf("«")).split("\n");
  return { text: marked.replace(/[«»]/g, ""), place: `${before.length}:${(before.at(-1) ?? "").length + 1}` };
}

/** The first lines of a spec of OpenAPI 3.1. */
const dialect = "openapi: 3.1.0\njsonSchemaDialect: https://json-schema.org/draft/2020-12/schema";

type Case = readonly [what: string, parts: SpecParts, reason: string];

const unchecked: readonly Case[] = [
  ["a typo in a type", { body: "type: object\nproperties:\n  a:\n    type: «strng»" }, 'unknown type "strng"'],
  [
    "a type of another language",
    { response: "type: object\nproperties: { n: { type: «int» } }" },
    'unknown type "int"',
  ],
  ["a list of types in 3.0", { body: 'type: «["string", "null"]»' }, "unknown type"],
  ["the type null in 3.0", { body: 'type: «"null"»' }, 'unknown type "null"'],
  ["an empty list of types", { version: "3.1.0", body: "type: «[]»" }, "unknown type []"],
  ["a typo in a keyword", { body: "type: string\nmaxLenght: «5»" }, '"maxLenght"'],
  ["a keyword in another case", { body: "type: object\nadditionalproperties: «false»" }, '"additionalproperties"'],
  [
    "a keyword deep inside",
    {
      response:
        "type: array\nitems:\n  anyOf:\n    - type: object\n      properties:\n        a: { type: array, items: { type: string, enumm: «[a]» } }",
    },
    '"enumm"',
  ],
  ["a keyword below not", { body: "not: { type: object, requird: «[a]» }" }, '"requird"'],
  [
    "a keyword in a shared schema that nothing uses",
    { schemas: "Lonely:\n  type: object\n  propertys: «{}»" },
    '"propertys"',
  ],
  ["a keyword in a query parameter", { query: "type: integer\nminimun: «1»" }, '"minimun"'],
  ["a pattern that is invalid under /u", { body: "type: string\npattern: «'\\-'»" }, 'invalid under the flag "u"'],
  ["an invalid pattern", { body: "type: string\npattern: «'(['»" }, 'invalid under the flag "u"'],
  ["an unknown format", { body: "type: string\nformat: «datetime»" }, 'unknown format "datetime"'],
  ["a discriminator", { body: "oneOf: [{ type: object }]\ndiscriminator: «{ propertyName: kind }»" }, "discriminator"],
  ["readOnly", { body: "type: object\nproperties: { id: { type: string, readOnly: «true» } }" }, "readOnly"],
  ["writeOnly", { response: "type: object\nproperties: { id: { type: string, writeOnly: «true» } }" }, "writeOnly"],
  ["nullable beside allOf", { body: "type: object\nallOf: [{ type: object }]\nnullable: «true»" }, "nullable"],
  ["nullable without a type", { body: "enum: [a, b]\nnullable: «true»" }, "nullable"],
  ["nullable beside $ref", { body: 'nullable: «true»\n$ref: "#/components/schemas/Unused"' }, '"nullable" beside $ref'],
  [
    "a bound beside $ref",
    { version: "3.1.0", body: 'minProperties: «1»\n$ref: "#/components/schemas/Unused"' },
    '"minProperties" beside $ref',
  ],
  ["nullable in 3.1", { version: "3.1.0", body: "type: string\nnullable: «true»" }, '"nullable"'],
  ["const in 3.0", { body: "const: «a»" }, '"const"'],
  ["prefixItems in 3.0", { body: "type: array\nprefixItems: «[{ type: string }]»" }, '"prefixItems"'],
  ["unevaluatedProperties in 3.0", { body: "type: object\nunevaluatedProperties: «false»" }, '"unevaluatedProperties"'],
  ["if/then in 3.0", { body: "type: object\nif: «{ required: [a] }»" }, '"if"'],
  [
    "unevaluatedProperties in a parameter of 3.1",
    { version: "3.1.0", query: "type: object\nunevaluatedProperties: «false»" },
    '"unevaluatedProperties"',
  ],
  [
    "dependentRequired in a parameter of 3.1",
    { version: "3.1.0", query: "type: object\ndependentRequired: «{ a: [b] }»" },
    '"dependentRequired"',
  ],
  ["$dynamicRef", { version: "3.1.0", body: '$dynamicRef: «"#node"»' }, '"$dynamicRef"'],
  ["a list in place of a schema", { body: "type: array\nitems: «[{ type: string }]»" }, "expected a"],
  ["one schema in place of a list", { body: "oneOf: «{ type: string }»" }, "expected a list of schemas"],
  ["a text in place of a schema", { body: "type: object\nproperties: { a: «string» }" }, "expected a schema"],
];

describe("a spec in which Prism would check nothing at some place is rejected, with the place", () => {
  test.each(unchecked)("%s", async (_what, parts, reason) => {
    const { text, place } = placeOf(sayingSpec(parts));
    const { file, problems, message } = await problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${file}:${place} (#/`);
    expect(problems[0]).toContain(reason);
    expect(message).toBe(`${file} cannot be served:\n  ${problems[0]}`);
  });

  test.each([
    ["missing", ""],
    ["OpenAPI's own", "jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base\n"],
    ["draft 7", "jsonSchemaDialect: http://json-schema.org/draft-07/schema#\n"],
  ])("a dialect of 3.1 that is %s", async (_what, line) => {
    const text = sayingSpec({ version: "3.1.0" }).replace(/jsonSchemaDialect:.*\n/, line);
    const { file, problems } = await problemsOf(text);
    expect(problems).toEqual([
      expect.stringContaining('expected "jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema"'),
    ]);
    expect(problems[0]).toContain(`${file}:${line === "" ? "1:1" : "2:20"} (#/jsonSchemaDialect)`);
  });

  test("reports every such place at once", async () => {
    const { problems } = await problemsOf(
      sayingSpec({ body: "type: strng\nmaxLenght: 5", query: "typ: string", response: "format: datetime" }),
    );
    expect(problems).toHaveLength(4);
  });

  test("a schema that does not compile, with its operation", async () => {
    const { file, problems } = await problemsOf(sayingSpec({ body: "type: string\nminLength: -5" }));
    expect(problems[0]).toContain(`${file}:`);
    expect(problems[0]).toMatch(
      /:\d+:\d+ \(#\/paths\/~1say\/post\/requestBody\/content\/application~1json\): the schema does not compile: /,
    );
  });

  test.each<[string, SpecParts]>([
    ["a parameter", { query: "type: string\nmaxLength: many" }],
    ["a body", { body: "type: object\nrequired: yes-please" }],
    ["a response", { response: "type: object\nproperties: { a: { enum: one } }" }],
    ["a reference that leads nowhere", { body: '$ref: "#/components/schemas/Nothing"' }],
    [
      "a response whose reference leads nowhere",
      { response: 'type: array\nitems: { $ref: "#/components/schemas/Nothing" }' },
    ],
  ])("a schema that does not compile, in %s", async (_what, parts) => {
    expect((await problemsOf(sayingSpec(parts))).problems.length).toBeGreaterThan(0);
  });
});

/** Changes of a spec that the mock serves. */
const unserved: readonly (readonly [what: string, change: (text: string) => string, reason: string])[] = [
  [
    "a required cookie",
    (text) =>
      text.replace(
        "        - name: q\n          in: query\n",
        "        - «name: q\n          in: cookie\n          required: true\n",
      ),
    "reads no cookies",
  ],
  [
    "deepObject",
    (text) => text.replace("in: query\n", "in: query\n          style: «deepObject\n"),
    "does not read deepObject",
  ],
  [
    "a list within anyOf",
    (text) =>
      text.replace(
        "            type: string\n      requestBody",
        "            «anyOf: [{ type: array, items: { type: string } }]\n      requestBody",
      ),
    "reads a list only where",
  ],
  [
    "a parameter of two types",
    (text) =>
      text
        .replace("openapi: 3.0.3", dialect)
        .replace(
          "            type: string\n      requestBody",
          "            type: «[integer, string]\n      requestBody",
        ),
    "in one type",
  ],
  [
    "a list in a path",
    (text) =>
      text
        .replace("  /say:", "  /say/{q}:")
        .replace("in: query", "in: path\n          required: true")
        .replace(
          "            type: string\n      requestBody",
          "            «type: array\n            items: { type: string }\n      requestBody",
        ),
    "reads a path parameter as one value",
  ],
  [
    "variables of a server",
    (text) => text.replace("url: https://example.com/base", "url: «'https://{region}.example.com/base'"),
    "no variables",
  ],
  [
    "a server of one operation",
    (text) =>
      text.replace(
        "      operationId: say\n",
        "      operationId: say\n      servers: «[{ url: https://other.example }]\n",
      ),
    "at the root alone",
  ],
  [
    "a second media type",
    (text) => text.replace("      responses:\n", "          text/plain: «{}\n      responses:\n"),
    "one media type",
  ],
  [
    "an operationId that stands twice",
    (text) =>
      text.replace(
        "components:\n",
        "  /more:\n    get:\n      operationId: «say\n      responses: { '200': { description: Yes. } }\ncomponents:\n",
      ),
    "the operationId say stands at",
  ],
  [
    "a parameter with something beside it",
    (text) => text.replace("  /say:\n    post:", "  '/say/{id}:cancel':\n    «post:"),
    "routes whole segments",
  ],
];

describe("a spec with what the mock does not serve is rejected, with the place", () => {
  test.each(unserved)("%s", async (_, change, reason) => {
    const { text, place } = placeOf(change(sayingSpec({})));
    const { file, problems } = await problemsOf(text);
    expect(problems).toEqual([expect.stringContaining(reason)]);
    expect(problems[0]).toContain(`${file}:${place} (#/`);
  });
});

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

describe("a model and a spec that do not belong together are rejected", () => {
  test("an operation without a handler", async () => {
    const file = await temporarySpec(sayingSpec({}));
    await expect(createApi(sayingService(file, {}))).rejects.toThrow(
      "operation say has no handler in the model of saying",
    );
  });

  test("a handler without an operation", async () => {
    const file = await temporarySpec(sayingSpec({}));
    await expect(createApi(sayingService(file, { say: sayOk, shout: sayOk }))).rejects.toThrow(
      "the model of saying handles shout, which the spec does not describe",
    );
  });

  test("an operation without an id", async () => {
    const file = await temporarySpec(sayingSpec({}).replace("      operationId: say\n", ""));
    await expect(createApi(sayingService(file, { say: sayOk }))).rejects.toThrow("has no handler");
  });

  test("and the same spec with its model is served", async () => {
    const api = await createSayingApi(await temporarySpec(sayingSpec({})));
    expect(await say(api, {})).toEqual({ status: 200, body: {} });
    expect(api.basePath).toBe("/base");
  });
});
