import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { apiOf, readDocument } from "../src/document.ts";
import { typesOf } from "../src/types.ts";
import { compile } from "./compiler.ts";

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "codegen-"));
});

afterAll(async () => rm(directory, { recursive: true }));

/** A document of 3.0 with these component schemas, in YAML, and one operation that takes and gives them. */
const documentOf = (schemas: string): string => `
openapi: 3.0.3
info: { title: Test, version: "1" }
paths:
  /things:
    post:
      operationId: makeThing
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }
      responses:
        "201": { description: Made, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }
components:
  schemas:
${schemas.replaceAll(/^/gm, "    ")}`;

let count = 0;

/** The fields of a thing, where it holds a file. */
const fileType = async (format: string): Promise<string> =>
  typesOf(
    (
      await readDocument(
        await specOf(documentOf(`Thing: { type: object, properties: { file: { type: string, format: ${format} } } }`)),
      )
    ).document,
    "things",
  );

test("a field that holds a file is an upload, whose type is imported", async () => {
  expect(await fileType("binary")).toMatch(
    /import type \{ Upload \} from "@switchboard\/typed-fetch";[^]*file\?: Upload;/,
  );
  expect(await fileType("uri")).not.toContain("Upload");
});

async function specOf(document: string): Promise<string> {
  const file = path.join(directory, `${(count += 1)}.yaml`);
  await writeFile(file, document);
  return file;
}

/** The types of a spec. */
async function generateTypes(spec: string): Promise<string> {
  const { document } = await readDocument(spec);
  return typesOf(document, apiOf(spec));
}

const generate = async (schemas: string): Promise<string> => generateTypes(await specOf(documentOf(schemas)));

/** What TypeScript says of lines of code that use the generated types as `Thing`. */
async function complaints(schemas: string, ...code: string[]): Promise<string[]> {
  return compile({ "/schema.ts": `${await generate(schemas)}${code.join("\n")}` }).errors;
}

describe("an enum that is marked as open", () => {
  const open = "Status: { type: string, enum: [sent, failed], x-open-enum: true }";
  const thing = `${open}\nThing: { type: object, required: [status], properties: { status: { $ref: "#/components/schemas/Status" } } }`;

  test("takes a value that comes tomorrow", async () => {
    expect(await complaints(thing, 'export const thing: Thing = { status: "unheard-of" };')).toEqual([]);
  });

  test("still is a text, and keeps the known values for completion", async () => {
    expect(await complaints(thing, "export const thing: Thing = { status: 7 };")).toHaveLength(1);
    expect(await generate(thing)).toContain('Status = "sent" | "failed" | (string & {});');
  });

  test("may hold values that need escaping", async () => {
    const odd = `Thing: { type: string, enum: ["it's", 'a "b"', "c\\\\d"], x-open-enum: true }`;
    expect(await complaints(odd, `export const things: Thing[] = ["it's", 'a "b"', "c\\\\d", "e"];`)).toEqual([]);
  });

  test("is rejected where it is nullable, because its null would be lost", async () => {
    await expect(
      generate("Thing: { type: string, nullable: true, enum: [sent, failed], x-open-enum: true }"),
    ).rejects.toThrow("nullable");
  });
});

test("an enum without the mark stays closed", async () => {
  const closed = "Thing: { type: string, enum: [sent, failed] }";
  expect(await complaints(closed, 'export const thing: Thing = "sent";')).toEqual([]);
  expect(await complaints(closed, 'export const thing: Thing = "unheard-of";')).toHaveLength(1);
});

test("a default that the server fills in does not make a field required in a request", async () => {
  const defaulted = "Thing: { type: object, properties: { limit: { type: integer, default: 20 } } }";
  expect(await complaints(defaulted, "export const thing: Thing = {};")).toEqual([]);
});

describe("a mark in a place where it would be lost is rejected, with the place", () => {
  const thing = "Thing: { type: object }";
  test.each([
    [
      "a property",
      "Thing: { type: object, properties: { a: { type: string, enum: [x], x-open-enum: true } } }",
      "#/components/schemas/Thing/properties/a",
    ],
    [
      "an item",
      "Thing: { type: array, items: { type: string, enum: [x], x-open-enum: true } }",
      "#/components/schemas/Thing/items",
    ],
    [
      "a part of a composition",
      "Thing: { oneOf: [{ type: string, enum: [x], x-open-enum: true }] }",
      "#/components/schemas/Thing/oneOf/0",
    ],
  ])("%s", async (_, schemas, place) => {
    await expect(generate(schemas)).rejects.toThrow(place);
    await expect(generate(schemas)).rejects.toThrow("x-open-enum");
  });

  test("a parameter", async () => {
    const document = documentOf(thing).replace(
      "operationId: makeThing",
      "operationId: makeThing\n      parameters: [{ name: a, in: query, schema: { type: string, enum: [x], x-open-enum: true } }]",
    );
    await expect(generateTypes(await specOf(document))).rejects.toThrow("#/paths/~1things/post/parameters/0/schema");
  });
});

describe("a mark that says nothing is rejected", () => {
  test.each([
    "{ type: string, x-open-enum: true }",
    "{ type: string, enum: [], x-open-enum: true }",
    "{ type: integer, enum: [1, 2], x-open-enum: true }",
    "{ type: string, enum: [a, 1], x-open-enum: true }",
    "{ enum: [a], x-open-enum: true }",
    '{ type: string, enum: [a], x-open-enum: "true" }',
    "{ type: string, enum: [a], x-open-enum: false }",
  ])("%s", async (schema) => {
    await expect(generate(`Thing: ${schema}`)).rejects.toThrow("#/components/schemas/Thing: x-open-enum must be true");
  });
});

test("one changed property of a document changes the lines of its type only", async () => {
  const before = (
    await generate("Thing: { type: object, properties: { a: { type: string }, b: { type: string } } }")
  ).split("\n");
  const after = (
    await generate("Thing: { type: object, properties: { a: { type: string }, b: { type: number } } }")
  ).split("\n");
  const changed = after.filter((line, index) => line !== before[index] && !line.startsWith("// Generated"));
  expect(changed.map((line) => line.trim())).toEqual(["b?: number;"]);
});
