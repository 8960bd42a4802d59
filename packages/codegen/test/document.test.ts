import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import { DocumentPlaces } from "../src/document-places.ts";
import { readDocument } from "../src/document.ts";
import { typesOf } from "../src/types.ts";

/** A directory with these files, which is gone after the test. */
function directoryOf(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(path.join(tmpdir(), "codegen-document-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(directory, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return directory;
}

const root = `openapi: 3.1.0
info: { title: Bakery, version: "1" }
x-pagination: { parameter: cursor, items: items, cursor: cursor }
paths:
  /loaves:
    $ref: "loaves.yaml#/paths/~1loaves"
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: key }
`;
const loaves = `paths:
  /loaves:
    get:
      operationId: listLoaves
      responses:
        "200":
          description: Loaves.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/LoafPage" }
        "401": { $ref: "errors.yaml#/components/responses/Unauthorized" }
components:
  schemas:
    LoafPage:
      type: object
      properties:
        items: { type: array, items: { $ref: "#/components/schemas/Loaf" } }
    Loaf:
      type: object
      properties:
        kind: { type: string }
`;
const errors = `components:
  responses:
    Unauthorized:
      description: Without a key.
      content: { application/json: { schema: { $ref: "#/components/schemas/ErrorBody" } } }
  schemas:
    ErrorBody: { type: object }
`;
const bakery = { "openapi.yaml": root, "loaves.yaml": loaves, "errors.yaml": errors };

const read = (directory: string): ReturnType<typeof readDocument> => readDocument(path.join(directory, "openapi.yaml"));

/** The lines of the error. */
const rejection = (file: string): Promise<string[]> =>
  readDocument(file).then(
    () => ["it was read"],
    (error: unknown) => (error as Error).message.split("\n"),
  );

describe("a document that is spread over files", () => {
  test("is one object, whose references stay within it and whose components keep their names", async () => {
    const { document } = await read(directoryOf(bakery));
    expect(document).toEqual({
      openapi: "3.1.0",
      info: { title: "Bakery", version: "1" },
      "x-pagination": { parameter: "cursor", items: "items", cursor: "cursor" },
      paths: {
        "/loaves": {
          get: {
            operationId: "listLoaves",
            responses: {
              "200": {
                description: "Loaves.",
                content: { "application/json": { schema: { $ref: "#/components/schemas/LoafPage" } } },
              },
              "401": { $ref: "#/components/responses/Unauthorized" },
            },
          },
        },
      },
      components: {
        responses: {
          Unauthorized: {
            description: "Without a key.",
            content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorBody" } } },
          },
        },
        schemas: {
          ErrorBody: { type: "object" },
          Loaf: { type: "object", properties: { kind: { type: "string" } } },
          LoafPage: {
            type: "object",
            properties: { items: { type: "array", items: { $ref: "#/components/schemas/Loaf" } } },
          },
        },
        securitySchemes: { key: { type: "apiKey", in: "header", name: "key" } },
      },
    });
  });

  test("says which files were read, the root first", async () => {
    const directory = directoryOf({ ...bakery, "unrelated.yaml": "a: 1\n" });
    const { files } = await read(directory);
    expect(files[0]).toBe(path.join(directory, "openapi.yaml"));
    expect(files.map((file) => path.basename(file)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      "errors.yaml",
      "loaves.yaml",
      "openapi.yaml",
    ]);
  });

  test("is the same to the byte wherever a component stands", async () => {
    const text = async (files: Readonly<Record<string, string>>): Promise<string> =>
      JSON.stringify((await read(directoryOf(files))).document);
    const [before = "", loaf = ""] = loaves.split(/(?= {4}Loaf:\n)/);
    const moved = before.replace('#/components/schemas/Loaf"', 'kinds.yaml#/components/schemas/Loaf"');
    const apart = { ...bakery, "loaves.yaml": moved, "kinds.yaml": `components:\n  schemas:\n${loaf}` };
    expect(await text(apart)).toBe(await text(bakery));
  });

  test("gives types in the order of their names", async () => {
    const { document } = await read(directoryOf(bakery));
    const types = await typesOf(document, "bakery");
    const named = ["ErrorBody", "Loaf", "LoafPage"].map((name) => types.search(new RegExp(`\\b${name}\\b`)));
    expect(named).toEqual(named.toSorted((a, b) => a - b));
    expect(named[0]).toBeGreaterThan(0);
  });
});

test("a document in one file keeps its order", async () => {
  const file = path.join(
    directoryOf({
      "one.yaml":
        "openapi: 3.0.3\ninfo: { title: A, version: '1' }\npaths: {}\ncomponents: { schemas: { B: {}, A: {} } }\n",
    }),
    "one.yaml",
  );
  const { document, files } = await readDocument(file);
  expect(JSON.stringify(document["components"])).toBe('{"schemas":{"B":{},"A":{}}}');
  expect(files).toEqual([file]);
});

describe("what cannot be read is named with its file and line:", () => {
  const broken = async (name: string, from: string, to: string): Promise<{ file: string; lines: string[] }> => {
    const files: Record<string, string> = { ...bakery };
    files[name] = (files[name] ?? "").replace(from, to);
    const directory = directoryOf(files);
    return { file: path.join(directory, name), lines: await rejection(path.join(directory, "openapi.yaml")) };
  };

  test("YAML that breaks off, once, though several references lead there", async () => {
    const { file, lines } = await broken("errors.yaml", "  responses:", "  responses: [");
    expect(lines).toEqual([expect.stringMatching(`^${file}:\\d+:\\d+: Failed to parse: `)]);
  });

  test("a key that stands twice", async () => {
    const { file, lines } = await broken("errors.yaml", "  schemas:", "  schemas: {}\n  schemas:");
    expect(lines).toEqual([`${file}:7:3: Failed to parse: duplicated mapping key`]);
  });

  test("a reference to what a file does not have", async () => {
    const { file, lines } = await broken("loaves.yaml", "responses/Unauthorized", "responses/Forbidden");
    expect(lines).toEqual([`${file}:11:16: Can't resolve $ref`]);
  });

  test("a reference to a file that there is not", async () => {
    const { file, lines } = await broken("loaves.yaml", "errors.yaml", "mistakes.yaml");
    expect(lines).toEqual([expect.stringMatching(`^${file}:11:16: Can't resolve \\$ref: .*mistakes\\.yaml`)]);
  });

  test("each of several problems", async () => {
    const { lines } = await broken("loaves.yaml", loaves, loaves.replace("LoafPage", "Lof").replace("Unauth", "Unoth"));
    expect(lines).toEqual([expect.stringContaining("loaves.yaml:10:"), expect.stringContaining("loaves.yaml:11:")]);
  });

  test("a name that two files give to different components", async () => {
    const named = [
      'schemas/ErrorBody" } } }\n  schemas:',
      'schemas/Loaf" } } }\n  schemas:\n    Loaf: { type: string }',
    ] as const;
    const { lines } = await broken("errors.yaml", ...named);
    expect(lines).toEqual([
      expect.stringMatching(/\.yaml:\d+:\d+: two files have a component called Loaf; rename one of them$/),
    ]);
  });

  test("under the name that the caller gives to files", async () => {
    const directory = directoryOf({ ...bakery, "errors.yaml": "[" });
    await expect(readDocument(path.join(directory, "openapi.yaml"), (file) => `${file} of main`)).rejects.toThrow(
      /^errors\.yaml of main:1:2: Failed to parse: /,
    );
  });
});

describe("the place of a part of the bundle", () => {
  test.each([
    ["the document", "#", "openapi.yaml:1:1"],
    ["the root's own part", "#/info/title", "openapi.yaml:2:16"],
    ["a component of the root", "#/components/securitySchemes/key/name", "openapi.yaml:9:44"],
    ["an operation", "#/paths/~1loaves/get/operationId", "loaves.yaml:4:20"],
    ["a component", "#/components/schemas/Loaf/properties/kind", "loaves.yaml:21:15"],
    ["a component of another file", "#/components/schemas/ErrorBody", "errors.yaml:7:16"],
    ["what there is not yet", "#/components/schemas/Loaf/properties/age/type", "loaves.yaml:21:9"],
  ])("%s", async (_, pointer, place) => {
    const { file, line, column } = new DocumentPlaces(await read(directoryOf(bakery))).placeOf(pointer);
    expect(`${file}:${line}:${column}`).toBe(place);
  });
});
