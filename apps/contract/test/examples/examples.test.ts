import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  docExamples,
  filesIn,
  importOfAll,
  methodsWithoutExample,
  undocumented,
  type Example,
} from "./extract-examples.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const tsc = path.join(root, "apps/contract/node_modules/.bin/tsc");

/** What the methods of both facades are declared in, generated or by hand. */
const facades = await filesIn(root, "packages/messaging/src/{blooio,blotato}/**/*.ts");
const documented = [
  ...facades,
  ...(await filesIn(root, "packages/{messaging,typed-fetch}/src/{*,{core,inbox,jobs,webhooks}/**/*}.ts")),
];
const adapters = ["packages/chat-adapter/src/blooio-adapter.ts", "packages/chat-adapter/src/blotato-adapter.ts"];
const rawClients = ["packages/blotato/src/client.ts", "packages/blooio/src/client.ts"];
const mockFiles = ["apps/mock/src/control/mock.ts", "apps/mock/src/start.ts"];

/** What an example in a doc comment may take for granted: the clients, what an earlier call gave, and what callers bring along. */
const preamble = (isBlooio: boolean): string => `
import { isApiError, SwitchboardError, type ApiError } from "@switchboard/messaging";
import { createInbox, type Inbox } from "@switchboard/messaging/inbox";
import { deliverOnce, settleUnsure, type SendStore } from "@switchboard/messaging/jobs";
import { openTelemetryHooks } from "@switchboard/messaging/otel";
import { createBlotato, isComment, isInbound, isInState, metric, type Blotato, type BlotatoErrorBody, type Message, type Post, type PostSubmission } from "@switchboard/messaging/blotato";
import { createBlooio, type Blooio, type BlooioErrorBody, type NumberPurchase, type SentMessage, type Upload } from "@switchboard/messaging/blooio";
import { createWebhookHandler, memorySeenStore, signWebhook, toNodeHandler, verifyBlooioWebhook, WebhookSignatureError, type BlooioEvent, type WebhookActions, type WebhookHandler } from "@switchboard/messaging/webhooks";
import { createMemoryState } from "@chat-adapter/state-memory";
import { createBlooioAdapter, createBlotatoAdapter } from "@switchboard/chat-adapter";
import { startMock } from "@switchboard/mock";
import { Chat } from "chat";
import { expect } from "vitest";
declare const blotato: Blotato;
declare const blooio: Blooio;
declare const bottleneck: { schedule(send: () => Promise<void>): Promise<void> };
declare const error: ApiError<${isBlooio ? "BlooioErrorBody" : "BlotatoErrorBody"}>;
declare const file: Blob;
declare const message: ${isBlooio ? "SentMessage" : "Message"};
declare const app: { post(path: string, handler: unknown): void };
declare const inbox: Inbox;
declare const on: WebhookActions;
declare const post: Post;
declare const purchase: NumberPurchase;
declare const receiver: WebhookHandler;
declare const request: Request;
declare const secret: string;
declare const queue: { add(send: () => Promise<void>): Promise<void>; removeTokens(count: number): Promise<unknown> };
declare const store: SendStore;
declare const submission: PostSubmission;
export {
  Chat, createBlooioAdapter, createBlotatoAdapter, createMemoryState,
  app, on, receiver, request, secret, createWebhookHandler, memorySeenStore, signWebhook, toNodeHandler, verifyBlooioWebhook,
  WebhookSignatureError, type BlooioEvent,
  blotato, blooio, bottleneck, createBlooio, createBlotato, createInbox, deliverOnce, error, expect, file, inbox, isApiError, isComment, isInbound, isInState, message, metric,
  openTelemetryHooks, post, purchase, queue, settleUnsure, startMock, store, submission, SwitchboardError, type Upload,
};
`;

/** What an example imports stands outside of the function around it. */
const importsIn = ({ code }: Example): readonly string[] => code.match(/^import .*;$/gm) ?? [];

describe("the examples in doc comments", () => {
  let directory: string;
  const files = new Map<string, Example>();

  beforeAll(async () => {
    // Beside the tests, where the packages of the workspace are found.
    directory = await mkdtemp(fileURLToPath(new URL("compiled-", import.meta.url)));
    const inComments = await Promise.all(
      [...documented, ...adapters, ...rawClients, ...mockFiles].map((file) => docExamples(root, file)),
    );
    const ofRawClients = (await Promise.all(rawClients.map((file) => importOfAll(root, file)))).join("\n");
    for (const example of inComments.flat()) {
      const head = `${preamble(example.place.includes("/blooio/"))}${ofRawClients}\n${importsIn(example).join("\n")}`;
      const body = importsIn(example).reduce((code, line) => code.replace(line, ""), example.code);
      files.set(`example-${files.size}.ts`, {
        ...example,
        code: `${head}\nasync function example() {\n${body}\n}\nvoid example;\n`,
      });
    }
    await Promise.all([...files].map(([name, { code }]) => writeFile(path.join(directory, name), code)));
    const config = { extends: "../../../tsconfig.json", include: ["*.ts"], exclude: [] };
    await writeFile(path.join(directory, "tsconfig.json"), JSON.stringify(config));
  });

  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  it("stand at every method of the facades, generated or by hand", async () => {
    const missing = await Promise.all(facades.map((file) => methodsWithoutExample(root, file)));
    expect(missing.flat()).toEqual([]);
    const places = [...files.values()].map(({ place }) => place);
    expect(places.filter((place) => place.includes("/generated/")).length).toBeGreaterThan(15);
  });

  it("are found in every other public file", () => {
    const places = [...files.values()].map(({ place }) => place);
    const inCore = ["core/errors.ts", "core/pagination.ts"].map((name) => `packages/messaging/src/${name}`);
    const all = [...inCore, "packages/typed-fetch/src/errors.ts", ...adapters, ...rawClients, ...mockFiles];
    expect(all.filter((file) => !places.some((place) => place.startsWith(`${file}:`)))).toEqual([]);
  });

  it("compile", async () => {
    const { stdout } = await promisify(execFile)(tsc, ["-p", directory, "--pretty", "false"]).catch(
      (error: unknown) => error as { stdout: string },
    );
    const problems = stdout.replaceAll(/^.*?(example-\d+\.ts)\((\d+),\d+\)/gm, (_, name: string, line: string) => {
      return `${files.get(name)?.place ?? name} (line ${line} of the compiled file)`;
    });
    expect(problems).toBe("");
  });

  it("stand at each exported function that people call", async () => {
    const functions = [
      "blotato/client.ts",
      "blooio/client.ts",
      "is-api-error.ts",
      "inbox/inbox.ts",
      "jobs/deliver-once.ts",
      "jobs/settle-unsure.ts",
      "otel.ts",
      "webhooks/handler.ts",
      "webhooks/seen.ts",
      "webhooks/verify.ts",
    ];
    const sources = [
      ...functions.map((name) => `packages/messaging/src/${name}`),
      ...adapters,
      ...rawClients,
      ...mockFiles,
    ];
    const missing = await Promise.all(sources.map((file) => undocumented(root, file)));
    // Overloads share the comment of the first.
    expect(missing.flat().filter((place) => !/ (isApiError|deliverOnce)$/.test(place))).toEqual([]);
  });
});
