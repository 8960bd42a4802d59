import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseDocument } from "yaml";

import { specFile, type Api } from "../specification.ts";

const run = promisify(execFile);

const workspace = fileURLToPath(new URL("../../../../", import.meta.url));
const codegen = path.join(workspace, "packages/codegen/bin/switchboard-codegen.js");
const compiler = path.join(workspace, "apps/contract/node_modules/typescript/bin/tsc");

const committed = (api: Api): Promise<string> =>
  readFile(path.join(workspace, `packages/${api}/src/generated/schema.ts`), "utf8");

interface Change {
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

const changes: readonly Change[] = [
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

interface Generated {
  readonly directory: string;
  /** The text of `schema.ts`. */
  readonly schema: string;
}

/** Generates from a copy of a spec in a directory of its own, in which its path ends as in the workspace. */
async function generate(api: Api, change?: Change): Promise<Generated> {
  const directory = await mkdtemp(path.join(tmpdir(), "switchboard-contract-"));
  directories.push(directory);
  const spec = path.join(directory, "specs", api, "openapi.yaml");
  await cp(path.dirname(specFile(api)), path.dirname(spec), { recursive: true });
  if (change !== undefined) {
    const file = path.join(path.dirname(spec), change.spec);
    await writeFile(file, edited(await readFile(file, "utf8"), change));
  }
  const generated = path.join(directory, "package/src/generated");
  await run(process.execPath, [codegen, "client", spec, generated]);
  return { directory, schema: await readFile(path.join(generated, "schema.ts"), "utf8") };
}

const directories: string[] = [];

function edited(source: string, { place, type }: Change): string {
  const document = parseDocument(source);
  const from = ["components", "schemas", ...place];
  if (!document.hasIn(from)) throw new Error(`The spec has nothing at ${from.join(".")}`);
  document.setIn(from, type);
  return document.toString({ lineWidth: 0 });
}

/** Type-checks the facade of one API over the raw client that the directory holds; gives what the compiler says. */
async function compileFacade(api: Api, directory: string): Promise<string> {
  const original = path.join(workspace, "packages", api);
  const copy = path.join(directory, "package");
  for (const file of ["package.json", "src/client.ts", "src/index.ts"])
    await cp(path.join(original, file), path.join(copy, file));
  await symlink(path.join(original, "node_modules"), path.join(copy, "node_modules"));
  const configuration = {
    extends: path.join(workspace, "packages/messaging/tsconfig.json"),
    compilerOptions: {
      noEmit: true,
      rootDir: "/",
      paths: { [`@switchboard/${api}`]: [path.join(copy, "src/index.ts")] },
    },
    include: [],
    files: [path.join(workspace, "packages/messaging/src", api, "index.ts")],
  };
  const file = path.join(directory, "tsconfig.json");
  await writeFile(file, JSON.stringify(configuration));
  const compile = run(process.execPath, [compiler, "-p", file, "--pretty", "false"], { cwd: workspace });
  return compile.then(
    () => "",
    (error: { stdout?: string }) => error.stdout || "The compiler failed without a word",
  );
}

const differences = (before: string, after: string): { readonly before: string[]; readonly after: string[] } => {
  const [old, fresh] = [before.split("\n"), after.split("\n")];
  expect(fresh).toHaveLength(old.length);
  const changed = [...old.keys()].filter((index) => old[index] !== fresh[index]);
  return { before: changed.map((index) => old[index] ?? ""), after: changed.map((index) => fresh[index] ?? "") };
};

describe.each(changes)("a spec of $api", (change) => {
  const { api, line, file } = change;
  let original: Generated;
  let changed: Generated;

  beforeAll(async () => {
    original = await generate(api);
    changed = await generate(api, change);
  });

  afterAll(async () => {
    for (const directory of directories.splice(0)) await rm(directory, { recursive: true });
  });

  test("that is unchanged gives the committed schema to the byte", async () => {
    expect(original.schema).toBe(await committed(api));
  });

  test("with one property changed gives a schema that differs there and nowhere else", () => {
    expect(differences(original.schema, changed.schema)).toEqual({ before: [line.before], after: [line.after] });
  });

  test("and the facade that relied on it no longer type-checks, by name of the file", async () => {
    expect(await compileFacade(api, original.directory)).toBe("");
    expect(await compileFacade(api, changed.directory)).toMatch(new RegExp(`^${file}\\(\\d+,\\d+\\): error TS`, "m"));
  });
});
