import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { specs } from "virtual:specs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { curlSample, typescriptSample, type Place } from "../../src/code/samples.ts";
import type { Values } from "../../src/service/request.ts";
import { findOperation, keyHeader, operations } from "../../src/spec/catalog.ts";
import { below, locate, type OpenApiDocument } from "../../src/spec/document.ts";
import type { ApiName, Operation, Parameter } from "../../src/spec/operations.ts";

const tsc = path.resolve(import.meta.dirname, "../../node_modules/.bin/tsc");

const placeOf = (api: ApiName, mockKey?: string): Place => ({
  address: "http://127.0.0.1:4010",
  mockKey,
  keyHeader: (key) => keyHeader(api, key),
});

/** A value of the kind that a parameter takes. */
function sampleOf(document: OpenApiDocument, { at: { pointer, schema }, name }: Parameter): unknown {
  const ofItem = (): unknown => locate(document, below(pointer, "items")).schema.enum?.[0] ?? `a-${name}`;
  if (schema.type === "array") return [ofItem()];
  return schema.enum?.[0] ?? { boolean: true, integer: 5 }[String(schema.type)] ?? `a-${name}`;
}

/** What can be entered for an operation: each example, without and with all that is optional. */
function casesOf(operation: Operation): readonly (readonly [name: string, values: Values])[] {
  const { api, body, operationId, parameters } = operation;
  const bodies = body?.examples ?? [{ name: "no body", value: undefined }];
  const all = Object.fromEntries(parameters.map((parameter) => [parameter.name, sampleOf(specs[api], parameter)]));
  const isNeeded = ({ in: place, required }: Parameter): boolean => required && place === "query";
  const needed = Object.fromEntries(parameters.filter(isNeeded).map(({ name }) => [name, all[name]]));
  return bodies.flatMap(({ name, value }) => [
    [`${operationId} ${name}`, { parameters: needed, body: value }] as const,
    [`${operationId} ${name}, with every parameter`, { parameters: all, body: value }] as const,
  ]);
}

const operationNamed = (api: ApiName, operationId: string): Operation => {
  const found = findOperation(api, operationId);
  if (found === undefined) throw new Error(`${api} has no ${operationId}`);
  return found;
};

describe("the TypeScript of each operation", () => {
  let directory: string;
  const names: string[] = [];

  beforeAll(async () => {
    // Beside the tests, where the packages of the workspace are found.
    directory = await mkdtemp(fileURLToPath(new URL("compiled-", import.meta.url)));
    for (const operation of operations) {
      for (const [index, [name, values]] of casesOf(operation).entries()) {
        const place = placeOf(operation.api, index === 0 ? undefined : "test");
        const code = typescriptSample(operation, values, place);
        expect(code, `${operation.api} ${name}`).toBeDefined();
        await writeFile(path.join(directory, `sample-${names.length}.ts`), code ?? "");
        names.push(`${operation.api} ${name}`);
      }
    }
    const config = {
      extends: "../../../tsconfig.json",
      compilerOptions: { rootDir: "../../../../.." },
      include: ["*.ts"],
    };
    await writeFile(path.join(directory, "tsconfig.json"), JSON.stringify(config));
  });

  afterAll(() => rm(directory, { recursive: true, force: true }));

  it("compiles, with the values of each example", async () => {
    expect(names.length).toBeGreaterThan(60);
    const { stdout } = await promisify(execFile)(tsc, ["-p", directory, "--pretty", "false"]).catch(
      (error: unknown) => error as { stdout: string },
    );
    expect(stdout.replaceAll(/^.*?sample-(\d+)\.ts/gm, (_, index: string) => names[Number(index)] ?? index)).toBe("");
  });
});

describe("the code of a request", () => {
  const send = operationNamed("blotato", "sendMessage");

  it("names the variable of a real key, and never holds the key", () => {
    const values = { parameters: {}, body: send.body?.examples[0]?.value };
    expect(curlSample(send, values, placeOf("blotato"))).toContain('-H "blotato-api-key: $BLOTATO_API_KEY"');
    expect(typescriptSample(send, values, placeOf("blotato"))).toContain('process.env["BLOTATO_API_KEY"]');
    const chats = operationNamed("blooio", "listChats");
    const curl = curlSample(chats, { parameters: {}, body: undefined }, placeOf("blooio"));
    expect(curl).toContain('-H "Authorization: Bearer $BLOOIO_API_KEY"');
  });

  it("is taken as it is by a shell, whatever is in a value", async () => {
    const text = `It's "quoted" $HOME \`id\` \\ ; é`;
    const curl = curlSample(send, { parameters: {}, body: { text } }, placeOf("blotato", "a'key"));
    const script = `curl() { printf '%s\\n' "$@"; }\n${curl}`;
    const { stdout } = await promisify(execFile)("sh", ["-c", script]);
    expect(stdout.split("\n")).toEqual([
      "-X",
      "POST",
      "http://127.0.0.1:4010/v2/messages",
      "-H",
      "blotato-api-key: a'key",
      "-H",
      "Content-Type: application/json",
      "-d",
      JSON.stringify({ text }),
      "",
    ]);
  });

  it("repeats a parameter with several values, and encodes those of the path", () => {
    const list = operationNamed("blotato", "listMessages");
    const values = { parameters: { platform: ["facebook", "instagram"], cursor: "a=b&c" }, body: undefined };
    expect(curlSample(list, values, placeOf("blotato", "k"))).toContain(
      "'http://127.0.0.1:4010/v2/messages?cursor=a%3Db%26c&platform=facebook&platform=instagram'",
    );
    const get = operationNamed("blotato", "getConversation");
    const odd = { parameters: { conversationId: "a/b c" }, body: undefined };
    expect(curlSample(get, odd, placeOf("blotato", "k"))).toContain("/v2/conversations/a%2Fb%20c'");
  });
});
