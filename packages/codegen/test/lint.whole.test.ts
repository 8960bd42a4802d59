import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { getLineColLocation, lint, loadConfig } from "@redocly/openapi-core";
import { describe, expect, onTestFinished, test } from "vitest";

import { readDocument } from "../src/document.ts";

const specs = path.resolve(import.meta.dirname, "../../../specs");

/** A copy of our own spec of Blooio, in which each edit replaces a text of one file. */
function edited(edits: readonly (readonly [file: string, from: string, to: string])[]): string {
  const directory = mkdtempSync(path.join(tmpdir(), "codegen-lint-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (const name of readdirSync(path.join(specs, "blooio")).filter((file) => file.endsWith(".yaml"))) {
    cpSync(path.join(specs, "blooio", name), path.join(directory, name));
  }
  for (const [name, from, to] of edits) {
    const file = path.join(directory, name);
    const text = readFileSync(file, "utf8");
    if (!text.includes(from)) throw new Error(`${name} has nothing like ${from}`);
    writeFileSync(file, text.replace(from, to));
  }
  return directory;
}

/** What our rules say about the spec in a directory: `file:line: message`. */
async function problemsIn(directory: string): Promise<string[]> {
  // From a file: the type of what `createConfig` takes costs the compiler more than all else in this package.
  const config = await loadConfig({ configPath: path.join(import.meta.dirname, "our-rules.redocly.yaml") });
  const problems = await lint({ ref: path.join(directory, "openapi.yaml"), config });
  return problems.map(({ location: [location], message }) => {
    if (location === undefined) throw new Error(`no place: ${message}`);
    const { start } = getLineColLocation(location);
    return `${path.relative(directory, location.source.absoluteRef)}:${start.line}: ${message}`;
  });
}

/** The line of a file of our spec on which a text begins. */
function lineOf(file: string, text: string): number {
  const content = readFileSync(path.join(specs, "blooio", file), "utf8");
  return content.slice(0, content.indexOf(text)).split("\n").length;
}

test("our own specs have no problem", async () => {
  for (const api of ["blooio", "blotato"]) expect(await problemsIn(path.join(specs, api))).toEqual([]);
});

test.each(["blooio", "blotato"])("the document that the client of %s ships has no problem either", async (api) => {
  const config = await loadConfig({ configPath: path.join(specs, "redocly.yaml") });
  const ref = path.resolve(specs, `../packages/${api}/src/generated/openapi.json`);
  expect((await lint({ ref, config })).map(({ message }) => message)).toEqual([]);
  expect(JSON.parse(readFileSync(ref, "utf8"))).toEqual(
    (await readDocument(path.join(specs, api, "openapi.yaml"))).document,
  );
});

describe("an operation is rejected, at its place and with what to write,", () => {
  const list = "x-sdk: chats.list\n";
  const expected = 'expected the place in the facade, "x-sdk: chats.list"; with "method" and "handwritten"';

  test("when it says nothing about its place", async () => {
    const problems = await problemsIn(edited([["chats.yaml", `      ${list}`, ""]]));
    const line = lineOf("chats.yaml", "operationId: listChats");
    expect(problems).toEqual([expect.stringContaining(`chats.yaml:${line}: listChats: no x-sdk; ${expected}`)]);
  });

  test.each<[what: string, file: string, from: string, to: string, words: string]>([
    ["has no success, and is not planned", "planned.yaml", "      x-planned: true\n", "", "no success is documented"],
    ["is planned and not quite", "planned.yaml", "x-planned: true", "x-planned: false", "what is planned has"],
    [
      "is planned, and in the facade",
      "planned.yaml",
      "x-sdk:\n        rawOnly: The vendor has planned it, and responds 501.",
      "x-sdk: chats.participants2",
      "what is planned has",
    ],
    [
      "is planned, and has a success",
      "location.yaml",
      "x-sdk: location.list",
      'x-planned: true\n      x-sdk: { rawOnly: "No." }',
      "what is planned has",
    ],
  ])("when it %s", async (_, file, from, to, words) => {
    expect(await problemsIn(edited([[file, from, to]]))).toEqual([expect.stringContaining(words)]);
  });

  test.each<[what: string, sdk: string, words: string]>([
    ["has the place of another operation", "chats.get", "getChat: chats.get is the place of listChats already"],
    [
      "is handwritten for no reason",
      '{ method: chats.list, handwritten: "" }',
      'no reason; expected a sentence in "handwritten"',
    ],
    ["is handwritten for a reason of blanks", '{ method: chats.list, handwritten: " " }', "no reason"],
    ["is handwritten without a word", "{ method: chats.list }", "no reason"],
    ["is handwritten for something other than a text", "{ method: chats.list, handwritten: true }", "no reason"],
    ["stands in raw alone for no reason", '{ rawOnly: "" }', 'no reason; expected a sentence in "rawOnly"'],
    ["is in the facade and not", "{ method: chats.list, rawOnly: Because. }", "x-sdk has method, rawOnly; expected"],
    ["has a typo in a field", "{ method: chats.list, handwriten: Because. }", "x-sdk has method, handwriten; expected"],
    ["has no field", "{}", "x-sdk has no fields; expected"],
    ["has a list", "[chats.list]", "expected"],
    ["has nothing", "null", "x-sdk is null; expected"],
    ["has a method that is not a text", "{ method: 7, handwritten: Because. }", "x-sdk has the method 7"],
  ])("when it %s", async (_, sdk, words) => {
    const problems = await problemsIn(edited([["chats.yaml", list, `x-sdk: ${sdk}\n`]]));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^chats\.yaml:\d+: (list|get)Chats?: /);
    expect(problems[0]).toContain(words);
  });

  test.each([
    "list",
    "chats.all.list",
    "chats.",
    ".list",
    "chats.list-all",
    "chats.2nd",
    "Chats.list",
    "chats.list()",
    "chats.constructor",
    "chats.then",
    "chats.toString",
    '"chats.__proto__"',
    "constructor.list",
    "then.list",
    "raw.list",
    "delete.list",
  ])("when its name is %s", async (name) => {
    const problems = await problemsIn(edited([["chats.yaml", list, `x-sdk: ${name}\n`]]));
    expect(problems).toEqual([
      expect.stringMatching(
        /^chats\.yaml:5: listChats: x-sdk names ".*(expected a resource and a method|cannot be a name)/,
      ),
    ]);
  });

  test("and the line is that of its x-sdk", () => {
    expect(lineOf("chats.yaml", list)).toBe(5);
  });
});

test.each([
  "chats.delete",
  "chats.listAll",
  "{ rawOnly: Nobody needs it. }",
  "{ method: chats.list, handwritten: It pages twice. }",
])("x-sdk may be %s", async (sdk) => {
  expect(await problemsIn(edited([["chats.yaml", "x-sdk: chats.list\n", `x-sdk: ${sdk}\n`]]))).toEqual([]);
});

describe("x-pagination is rejected", () => {
  test.each<[what: string, from: string, to: string, words: string]>([
    [
      "a parameter that no operation has",
      "parameter: cursor",
      "parameter: after",
      'the parameter "after", which no operation has',
    ],
    ["items that no list has", "items: data", "items: entries", '"entries" as items, and no list has this field'],
    [
      "a cursor that no list has",
      "cursor: next_cursor",
      "cursor: next",
      '"next" as cursor, and no list has this field',
    ],
    ["a mark that no list has", "more: has_more", "more: hasMore", '"hasMore" as more, and no list has this field'],
  ])("when it names %s, at that name", async (_, from, to, words) => {
    const problems = await problemsIn(edited([["openapi.yaml", `  ${from}\n`, `  ${to}\n`]]));
    const line = lineOf("openapi.yaml", `  ${from}\n`);
    expect(problems).toEqual([expect.stringMatching(`^openapi\\.yaml:${line}: x-pagination names .*`)]);
    expect(problems[0]).toContain(words);
  });

  test.each<[what: string, from: string, to: string]>([
    ["lacks a field", "  items: data\n", ""],
    ["has a field that it does not know", "  items: data\n", "  items: data\n  limit: limit\n"],
    ["has a field that is not a text", "  items: data\n", "  items: 7\n"],
    ["is a text", "x-pagination:\n", "x-pagination: cursor\nx-ignored:\n"],
    ["is missing", "x-pagination:\n", "x-ignored:\n"],
  ])("when it %s", async (_, from, to) => {
    const problems = await problemsIn(edited([["openapi.yaml", from, to]]));
    expect(problems).toEqual([expect.stringMatching(/^openapi\.yaml:\d+: x-pagination is .*; expected the names/)]);
  });
});

describe("what the root does not reach is found:", () => {
  test("a path that it does not name, with what only that path needs", async () => {
    const read = "  /chats/{chatId}/read:\n";
    const directory = edited([["openapi.yaml", `${read}    $ref: "chats.yaml#/paths/~1chats~1{chatId}~1read"\n`, ""]]);
    const line = lineOf("chats.yaml", read);
    expect(await problemsIn(directory)).toEqual([
      `chats.yaml:${line}: the path /chats/{chatId}/read is reached by nothing; name it in the root`,
      expect.stringContaining("ReadReceipt in components/schemas is reached by nothing"),
      expect.stringContaining("ReadReceiptEnvelope in components/schemas is reached by nothing"),
    ]);
  });

  test("a component to which nothing refers", async () => {
    const schema = "    Lonely:\n      description: Nobody needs it.\n      type: object\n";
    const problems = await problemsIn(edited([["chats.yaml", "  schemas:\n", `  schemas:\n${schema}`]]));
    expect(problems).toEqual([
      expect.stringMatching(
        /^chats\.yaml:\d+: Lonely in components\/schemas is reached by nothing; refer to it, or remove it$/,
      ),
    ]);
  });

  test("a file that it does not name", async () => {
    const directory = edited([]);
    writeFileSync(path.join(directory, "lonely.yaml"), "paths: {}\n");
    expect(await problemsIn(directory)).toEqual([
      "openapi.yaml:1: no reference leads to lonely.yaml; name its paths in openapi.yaml, or remove it",
    ]);
  });
});
