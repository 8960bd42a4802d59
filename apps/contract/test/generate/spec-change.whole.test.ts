import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseDocument } from "yaml";

import type { OperationIds } from "../operations/by-hand.ts";
import type { Api } from "../specification.ts";
import { copyWorkspace, type CopiedWorkspace } from "./copied-workspace.ts";

/** A property gets another type. */
interface PropertyChange {
  readonly api: Api;
  /** The file of the spec that holds the schema. */
  readonly spec: string;
  /** Where the property's type stands, from the component schemas on. */
  readonly place: readonly string[];
  readonly type: string;
  /** The line of `schema.ts` that changes. */
  readonly line: { readonly before: string; readonly after: string };
  /** What of the facade relies on it. */
  readonly file: string;
}

const propertyChanges: readonly PropertyChange[] = [
  {
    api: "blotato",
    spec: "conversations.yaml",
    place: ["Conversation", "properties", "accountId", "type"],
    type: "integer",
    line: { before: "    accountId: string;", after: "    accountId: number;" },
    file: "packages/messaging/src/blotato/reply.ts",
  },
  {
    api: "blooio",
    spec: "send-results.yaml",
    place: ["ChannelFallback", "properties", "recommended", "type"],
    type: "string",
    line: { before: "    recommended?: boolean;", after: "    recommended?: string;" },
    file: "packages/messaging/src/blooio/send.ts",
  },
];

/** An operation gets another name. */
interface Rename<Of extends Api> {
  readonly api: Of;
  readonly operationId: OperationIds[Of];
  readonly spec: string;
}

const renames: readonly (Rename<"blotato"> | Rename<"blooio">)[] = [
  { api: "blotato", operationId: "sendMessage", spec: "messages.yaml" },
  { api: "blooio", operationId: "sendMessageToChat", spec: "messages.yaml" },
];

/** Who calls operations by their names. */
const users: readonly (readonly [user: string, file: (api: Api) => string])[] = [
  ["the facade", (api) => `packages/messaging/src/${api}/sending.ts`],
  ["the mock's handlers", (api) => `apps/mock/src/${api}/handlers.ts`],
  ["the contract cases", (api) => `apps/contract/test/${api}/by-hand.ts`],
  ["mock.fail", () => "apps/contract/test/faults/faults.test.ts"],
  ["the page", (api) => `apps/console/src/code/${api}-calls.ts`],
];

/** As many paths as no vendor has. */
const manyPaths = Array.from(
  { length: 560 },
  (_, index) => `  /copies${index}/{chatId}:
    get:
      operationId: getCopy${index}
      summary: Get a copy
      tags: [chats]
      x-sdk: { rawOnly: Nobody needs it. }
      parameters:
        - { name: chatId, in: path, required: true, schema: { type: string, pattern: "^[a-z]+$" } }
        - { name: limit, in: query, schema: { type: integer } }
      responses: { "204": { description: Fine. } }
`,
).join("");

let workspace: CopiedWorkspace;
let original: ReadonlyMap<string, string>;
let changed: ReadonlyMap<string, string>;
let many: ReadonlyMap<string, string>;
/** What the compiler says, before and after. */
let before: string;
let after: string;

// However long a busy machine takes to compile.
beforeAll(async () => {
  workspace = await copyWorkspace();
  original = await workspace.generate();
  before = await workspace.compile();
  for (const { api, place, spec, type } of propertyChanges) {
    await workspace.edit(`specs/${api}/${spec}`, (text) => withType(text, ["components", "schemas", ...place], type));
  }
  const withProperties = await workspace.generate();
  for (const { api, operationId, spec } of renames) {
    const line = `operationId: ${operationId}\n`;
    await workspace.edit(`specs/${api}/${spec}`, (text) => text.replace(line, `operationId: ${operationId}Renamed\n`));
  }
  await workspace.edit("specs/blooio/openapi.yaml", (text) => text.replace(/^paths:\n/m, `paths:\n${manyPaths}`));
  many = await workspace.generate();
  after = await workspace.compile();
  changed = withProperties;
}, 0);

afterAll(() => workspace?.remove(), 0);

function withType(source: string, place: readonly string[], type: string): string {
  const document = parseDocument(source);
  if (!document.hasIn(place)) throw new Error(`The spec has nothing at ${place.join(".")}`);
  document.setIn(place, type);
  return document.toString({ lineWidth: 0 });
}

test("a spec that is unchanged gives every generated file as it is committed, and all compiles", async () => {
  const committed = [...original.keys()].map(async (file) => [file, await workspace.committed(file)] as const);
  expect(original).toEqual(new Map(await Promise.all(committed)));
  expect(before).toBe("");
});

describe.each(propertyChanges)("a property of $api that gets another type", ({ api, file, line }) => {
  const lines = (texts: ReadonlyMap<string, string>): readonly string[] =>
    (texts.get(`packages/${api}/src/generated/schema.ts`) ?? "").split("\n");

  test("gives a schema that differs there and nowhere else", () => {
    const [old, fresh] = [lines(original), lines(changed)];
    expect(fresh).toHaveLength(old.length);
    const different = [...old.keys()].filter((index) => old[index] !== fresh[index]);
    expect(different.map((index) => ({ before: old[index], after: fresh[index] }))).toEqual([line]);
  });

  test("stops the facade that relied on it from compiling, by name of the file", () => {
    expect(after).toMatch(new RegExp(`^${file}\\(\\d+,\\d+\\): error TS`, "m"));
  });
});

describe.each(renames)("$api's operation $operationId, renamed in the spec,", ({ api, operationId }) => {
  test.each(users)("stops %s from compiling, by the old name", (_, file) => {
    const error = new RegExp(`^${RegExp.escape(file(api))}\\(\\d+,\\d+\\): error TS.*['"]${operationId}['"]`, "m");
    expect(after).toMatch(error);
  });
});

test("six hundred more paths are not too much for the compiler, whatever uses the types", () => {
  expect(after).not.toMatch(/error TS(2321|2589|2590|2859)/);
  expect(many.get("packages/blooio/src/generated/schema.ts")).toContain("/copies559/{chatId}");
});
