import { describe, expect, test } from "vitest";
import { stringify } from "yaml";

import { compareFacts, type JsonObject, readOpenApi } from "@switchboard/spec-changes";
import { bakery } from "@switchboard/spec-changes/test-support";

import { countFacts, type FactCounts } from "../../src/check/count-facts.ts";
import { readLlmsIndex } from "../../src/read/llms-index.ts";
import { understand } from "../../src/read/understand.ts";
import { fragment, fragmentPage, guide, index, referencePage, renderedGitBook } from "./pages.ts";

const counts = (text: string): FactCounts => {
  const { coverage, document } = understand(text);
  return countFacts(readOpenApi(document, coverage));
};

/** Differences of what a page says from a document that says the same. */
const differences = (text: string, document: JsonObject): string[] => {
  const page = understand(text);
  return compareFacts(readOpenApi(page.document, page.coverage), readOpenApi(document), () => "it").map(({ id }) => id);
};

describe("an OpenAPI document", () => {
  test.each([
    ["JSON", JSON.stringify(bakery("3.0.3"), undefined, 2)],
    ["YAML", `# Of the bakery\n${stringify(bakery("3.0.3"), { aliasDuplicateObjects: false })}`],
    [
      "YAML whose version comes late",
      stringify(Object.fromEntries(Object.entries(bakery("3.0.3")).toReversed()), { aliasDuplicateObjects: false }),
    ],
    ["JSON in Markdown", `# A page\n\n\`\`\`\n${JSON.stringify(bakery("3.0.3"))}\n\`\`\`\n`],
  ])("is understood as %s", (_, text) => {
    expect(understand(text)).toMatchObject({ coverage: "complete", samples: [] });
    expect(differences(text, bakery("3.0.3"))).toEqual([]);
  });
});

describe("a Markdown page with fragments", () => {
  test("is merged into one document, from JSON and YAML, at the margin and in a list", () => {
    expect(understand(fragmentPage)).toMatchObject({
      kind: "Markdown page with 2 OpenAPI fragments",
      coverage: "complete",
      document: { paths: { "/loaves/{loafId}/slices": { get: {}, post: {} } } },
      notes: [],
    });
  });

  test("may say the same operation twice, in other words", () => {
    const [one, two] = ["One.", "Two."].map((summary) => fragment("/a", "get", { summary, responses: { "200": {} } }));
    expect(counts(`\`\`\`json\n${one}\n\`\`\`\n\n\`\`\`json\n${two}\n\`\`\`\n`)).toMatchObject({ operations: 1 });
  });

  test("must not contradict itself", () => {
    const [one, two] = ["200", "201"].map((status) => fragment("/a", "get", { responses: { [status]: {} } }));
    expect(() => understand(`\`\`\`\n${one}\n\`\`\`\n\`\`\`\n${two}\n\`\`\`\n`)).toThrow(
      "contradict one another at #/paths//a/get",
    );
  });

  test("is rejected with the number of the fragment that is broken", () => {
    expect(() => understand(fragmentPage.replace('"paths":', '"paths":,'))).toThrow(
      /^OpenAPI fragment 1 of 2: broken JSON: /,
    );
  });
});

describe("a rendered reference page", () => {
  test("tells operation, server, security, parameters, bounds, values, fields and statuses", () => {
    expect(counts(referencePage)).toEqual({
      operations: 1,
      parameters: 4,
      requestFields: 0,
      statuses: 3,
      responseFields: 10,
      bounds: 2,
      enums: 2,
    });
    expect(understand(referencePage)).toMatchObject({ coverage: "names", notes: [] });
  });

  const side = { type: "string", enum: ["middle", "left", "right"] };
  const same = {
    openapi: "3.1.0",
    servers: [{ url: "https://bakery.example/v1" }],
    security: [{ key: [] }],
    components: { securitySchemes: { key: { type: "http", scheme: "bearer" } } },
    paths: {
      "/loaves/{id}/slices": {
        get: {
          parameters: [
            { name: "id", in: "path", required: true, schema: { type: "string" } },
            { name: "side", in: "query", schema: side },
            { name: "is_optional", in: "query", schema: { type: "boolean" } },
            { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 40, default: 12 } },
          ],
          responses: {
            "200": {
              content: {
                "application/json": {
                  schema: {
                    type: "object",
                    properties: {
                      data: {
                        type: "array",
                        items: {
                          type: "object",
                          required: ["id"],
                          properties: {
                            id: { type: "string", pattern: "^s" },
                            side,
                            width: { type: ["number", "null"] },
                            crust: { type: "object", properties: { hardness: { type: "integer" } } },
                            toppings: { type: "array", items: { type: "string" } },
                            eaten_by: { type: ["object", "null"], properties: { name: { type: "string" } } },
                          },
                        },
                      },
                      more: { type: "boolean" },
                      next: { type: ["string", "null"] },
                    },
                  },
                },
              },
            },
            "401": { content: { "application/json": { schema: { type: "object" } } } },
            "404": {},
          },
        },
      },
    },
  };

  test("says the same as the OpenAPI document of its operation", () => {
    expect(differences(referencePage, same)).toEqual([]);
  });

  test.each<readonly [string, string, string, string]>([
    ["a type", "moreoptionalboolean", "moreoptionalinteger", "it 200 more type"],
    ["null", "nextoptionalstring | null", "nextoptionalstring", "it 200 next nullable"],
    ["presence", "idRequiredstring", "idoptionalstring", "it 200 data[].id required"],
    ["a value", '"left""right""middle"', '"left""right"', "it query side enum value middle"],
    ["a bound", "between 1 and 40", "between 1 and 30", "it query limit maximum"],
    ["a default", "defaults to 12", "defaults to 10", "it query limit default"],
    ["a parameter", "is_optionaloptionalboolean", "", "it query is_optional parameter"],
    ["a status", "404There is", "409There is", "it 409 status"],
    ["the server", "https://bakery.example/v1/", "https://bakery.example/v2/", "server"],
  ])("that tells another thing about %s differs in that", (_, before, after, id) => {
    expect(differences(referencePage.replace(before, after), same)).toContain(id);
  });

  test("whose sample is broken says that its fields are not compared", () => {
    const page = referencePage.replace('"more": true', '"more: true');
    expect(understand(page).notes).toEqual([
      "GET /loaves/{loafId}/slices: no sample shows how its 10 fields are nested, so they are not compared",
    ]);
    expect(differences(page, same)).toEqual([]);
  });

  test("whose sample lacks a field names it", () => {
    expect(understand(referencePage.replace('"more": true,', "")).notes).toEqual([
      "GET /loaves/{loafId}/slices: not in the sample, so not compared: more",
    ]);
  });
});

describe("the text of a GitBook page", () => {
  test("tells what its rendering keeps, and names the lists of values that it lost", () => {
    expect(counts(renderedGitBook)).toMatchObject({
      operations: 2,
      parameters: 3,
      requestFields: 5,
      statuses: 2,
      responseFields: 2,
      bounds: 7,
    });
    expect(understand(renderedGitBook)).toMatchObject({
      coverage: "partial",
      notes: [
        "GET /loaves: the values of kind, kind are not in the text",
        "POST /loaves: the values of kind are not in the text",
      ],
    });
  });

  test("is not taken at its silence, and is taken at its word", () => {
    const document = bakery("3.1.0");
    const list = document["paths"]["/loaves"].get;
    list.parameters[1].schema = { type: "string", enum: ["rye"] };
    list.responses["200"].content["application/json"].schema = { $ref: "#/components/schemas/Loaf" };
    document["components"].schemas.Order.properties.wrapping = { type: "string" };
    expect(differences(renderedGitBook, document)).toEqual(["it"]);
    expect(differences(renderedGitBook.replace("max: 50", "max: 51"), document)).toEqual([
      "it query limit maximum",
      "it",
    ]);
  });
});

describe("a guide with requests", () => {
  test("shows its bodies, with a comma too many and a stray line, and the statuses that it names", () => {
    expect(understand(guide)).toMatchObject({
      coverage: "partial",
      notes: [],
      document: { paths: { "/v1/loaves": { post: { responses: { "401": {} } } } } },
      samples: [
        { method: "POST", path: "/v1/loaves", part: "request", value: { kind: "rye", count: 2, tags: ["soft"] } },
        { part: "response", value: { id: "l1", kind: "rye" } },
        { part: "request", value: { kind: "wheat", count: 1 } },
      ],
    });
  });
});

describe("an llms.txt", () => {
  test("gives its links without repeats", () => {
    expect(readLlmsIndex(index("/a.md", "https://bakery.example/b.md", "/a.md"))).toEqual([
      "/a.md",
      "https://bakery.example/b.md",
    ]);
  });

  test.each([
    ["a page with a few links", `# Page\n\n${"A sentence.\n\n".repeat(9)}- [One](/a)\n`],
    ["a list without a title", "- [One](/a)\n"],
    ["a page without links", "# Page\n"],
  ])("is not %s", (_, text) => {
    expect(readLlmsIndex(text)).toBeUndefined();
  });
});
