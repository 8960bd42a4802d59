import { describe, expect, test } from "vitest";

import { createApi } from "../../../src/http/api.ts";
import { createSayingApi, say, sayingService, sayOk } from "../saying-service.ts";
import { placeOf, problemsOf } from "./spec-problems.ts";
import { sayingSpec, temporarySpec } from "./temporary-spec.ts";

/** The first lines of a spec of OpenAPI 3.1. */
const dialect = "openapi: 3.1.0\njsonSchemaDialect: https://json-schema.org/draft/2020-12/schema";

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
