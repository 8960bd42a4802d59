import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { copiedFrom, useStage } from "../support/browser.ts";

/** Where programs of the workspace find both the client and the mock, which the page's own package does not know. */
const contract = fileURLToPath(new URL("../../../contract/", import.meta.url));

const programs = path.join(contract, "node_modules/.bin");

const sms = { to: "+15555550142", text: "It's “quoted”, `ticked` and ${not} filled in." };

interface Entry {
  readonly id: number;
  readonly operationId?: string;
  readonly fault?: object;
  readonly response?: { readonly status: number };
}

/** What a program prints, whether or not it fails. */
const outputOf = async (program: string, args: readonly string[]): Promise<string> => {
  const { stderr, stdout } = await promisify(execFile)(program, [...args], { cwd: contract }).catch(
    (error: unknown) => error as { stdout: string; stderr: string },
  );
  return stdout + stderr;
};

describe("code that is copied out of the journal", () => {
  const stage = useStage();
  let directory: string;
  let reports: string;
  const texts = new Map<string, string>();
  let entries: readonly Entry[];
  const readEntries = async (): Promise<readonly Entry[]> =>
    ((await stage.mock.admin("GET", "/requests?limit=1000")) as { items: readonly Entry[] }).items;

  beforeAll(async () => {
    // Where no test of that package is looked for.
    directory = await mkdtemp(path.join(contract, "compiled-"));
    reports = await mkdtemp(path.join(tmpdir(), "switchboard-copies-"));
    await request();
    entries = await readEntries();
  });
  afterAll(async () => {
    for (const each of [directory, reports]) await rm(each, { recursive: true, force: true });
  });

  /** One request of each kind: what succeeds, what the spec, the model and faults reject, what breaks, what names earlier records. */
  async function request(): Promise<void> {
    const fail = (fault: object): Promise<unknown> => stage.mock.admin("POST", "/faults", { times: 1, ...fault });
    const send = async (
      url: string,
      method: string,
      headers: object,
      body?: object,
    ): Promise<Record<string, unknown>> => {
      const init = {
        method,
        headers: { ...headers, "content-type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      };
      // Faults break some of them on purpose.
      const json: unknown = await fetch(url, init)
        .then((response) => response.json())
        .catch(() => ({}));
      return json as Record<string, unknown>;
    };
    const blotato = (target: string, method = "GET", body?: object): Promise<Record<string, unknown>> =>
      send(`${stage.mock.blotato}${target}`, method, { "blotato-api-key": "key-of-a-client" }, body);
    const blooio = (target: string, method = "GET", body?: object, headers = {}): Promise<Record<string, unknown>> =>
      send(`${stage.mock.blooio}${target}`, method, { authorization: "Bearer key-of-a-client", ...headers }, body);

    await blotato("/v2/conversations?limit=7&platform=instagram&platform=facebook");
    const { cursor } = await blotato("/v2/conversations?limit=2");
    await fail({ operationId: "listConversations", cursor: "stale" });
    await blotato(`/v2/conversations?limit=2&cursor=${encodeURIComponent(String(cursor))}`);
    await blotato(`/v2/conversations?limit=2&cursor=${encodeURIComponent(String(cursor))}`);
    await blotato("/v2/conversations?limit=999");
    await blotato("/v2/conversations?platform=nowhere");
    await blotato("/v2/conversations/5a1d0000-0000-4000-8000-000000000000");
    await fetch(`${stage.mock.blotato}/v2/users/me`);
    const message = { accountId: "40112", recipientId: "4711", text: "Hello", target: { targetType: "instagram" } };
    await blotato("/v2/messages", "POST", message);
    await blotato("/v2/messages", "POST", { ...message, text: "" });
    await blotato("/v2/messages", "POST", { text: 5 });
    await fail({ operationId: "sendMessage", api: "blotato", status: 429, retryAfter: 2 });
    await blotato("/v2/messages", "POST", message);
    await fail({ operationId: "sendMessage", api: "blotato", status: 500, processed: true });
    await blotato("/v2/messages", "POST", message);
    await fail({ operationId: "listAccounts", latency: [20, 40] });
    await blotato("/v2/users/me/accounts");

    const { chat_id: chat } = await blooio("/messages", "POST", sms, { "idempotency-key": "one-of-the-client" });
    await blooio(`/chats/${String(chat)}/messages`, "POST", { text: "To a chat that was not there before." });
    await blooio(`/chats/${String(chat)}/messages?limit=3`);
    await blooio(`/chats/${String(chat)}`);
    await blooio("/messages", "POST", { to: ["+15555550142", "+15555550143"], text: "To two." });
    for (const fault of [
      { json: "truncated" },
      { json: "malformed" },
      { reset: "before" },
      { reset: "body" },
      { status: 503, html: true },
      { byteDelay: 1 },
    ]) {
      await fail({ operationId: "sendMessage", api: "blooio", ...fault });
      await blooio("/messages", "POST", sms);
    }
    await fail({ operationId: "getMe", api: "blooio", hang: true });
    const client = new AbortController();
    const unanswered = fetch(`${stage.mock.blooio}/me`, {
      headers: { authorization: "Bearer key-of-a-client" },
      signal: client.signal,
    }).catch(() => undefined);
    // It stands in the journal as soon as it has come.
    while (!(await readEntries()).some(({ operationId }) => operationId === "getMe"));
    client.abort();
    await unanswered;
    const created = await blooio("/webhooks", "POST", { url: "http://127.0.0.1:9/hooks" });
    const webhook = `/webhooks/${(created["data"] as { id: string }).id}`;
    await blooio(webhook);
    await blooio(webhook, "DELETE");
    await blooio(webhook);
    await blooio("/contacts", "GET", undefined, { prefer: "code=401" });
    await blooio(`/chats/${String(chat)}/participants`);
  }

  async function copy(page: Page, button: string): Promise<string> {
    await page.getByRole("button", { name: button }).click();
    await page.getByText(button.replace("Copy", "Copied")).waitFor();
    return copiedFrom(page);
  }

  it("is there for each request that our client can send, and holds no key", async () => {
    expect(entries.length).toBeGreaterThan(30);
    const page = await stage.open("journal", { permissions: ["clipboard-read", "clipboard-write"] });
    for (const { id, operationId } of entries) {
      await page.evaluate((hash) => (location.hash = hash), `#/journal/${id}`);
      await page.locator(`article [data-id="${id}"]`).waitFor();
      const name = `${id}-${operationId ?? ""}`;
      texts.set(`${name}.sh`, await copy(page, "Copy as curl"));
      texts.set(`${name}.ts`, await copy(page, "Copy as TypeScript"));
      texts.set(`${name}.test.ts`, await copy(page, "Copy as a vitest test"));
    }
    expect([...texts.values()].join("\n")).not.toContain("key-of-a-client");
    for (const [name, text] of texts) await writeFile(path.join(directory, name), text);
  });

  it("is taken by a shell as it was sent, whatever is in a value", async () => {
    const send = [...texts].find(([name]) => name.endsWith(".sh") && texts.get(name)?.includes("one-of-the-client"));
    const script = path.join(directory, "stub.sh");
    await writeFile(script, `curl() { printf '%s\\n' "$@"; }\n${send?.[1]}`);
    const printed = (await outputOf("sh", [script])).split("\n");
    expect(printed.slice(0, 3)).toEqual(["-X", "POST", `${stage.mock.blooio}/messages`]);
    expect(printed).toContain("Authorization: Bearer test");
    expect(printed).toContain("idempotency-key: one-of-the-client");
    expect(JSON.parse(printed.at(-2) ?? "")).toEqual(sms);
  });

  it("compiles", async () => {
    const config = {
      extends: "../tsconfig.json",
      compilerOptions: { rootDir: "../../.." },
      include: ["*.ts"],
      exclude: [],
    };
    await writeFile(path.join(directory, "tsconfig.json"), JSON.stringify(config));
    expect(await outputOf(path.join(programs, "tsc"), ["-p", directory, "--pretty", "false"])).toBe("");
  });

  it("runs as a test, with the outcome that the request had", async () => {
    const report = path.join(reports, "report.json");
    const args = [
      "run",
      "--root",
      directory,
      "--no-isolate",
      "--testTimeout=0",
      "--reporter=json",
      "--outputFile",
      report,
    ];
    const output = await outputOf(path.join(programs, "vitest"), args);
    const { numPassedTests, testResults } = JSON.parse(await readFile(report, "utf8").catch(() => output)) as {
      numPassedTests: number;
      testResults: {
        name: string;
        message: string;
        assertionResults: { status: string; failureMessages: string[] }[];
      }[];
    };
    const failed = testResults.flatMap(({ assertionResults, message, name }) => [
      ...(assertionResults.length === 0 ? [`${path.basename(name)}: ${message}`] : []),
      ...assertionResults.flatMap(({ failureMessages }) =>
        failureMessages.map((text) => `${path.basename(name)}: ${text}`),
      ),
    ]);
    expect(failed).toEqual([]);
    expect(numPassedTests).toBe(entries.length);
  });

  it("runs as a program, where the request succeeded and needs nothing of its tenant", async () => {
    const succeeded = entries
      .filter(({ fault, response }) => fault === undefined && (response?.status ?? 500) < 300)
      .map(({ id, operationId }) => `${id}-${operationId}.ts`)
      .filter((name) => /listConversations|sendMessage\.ts/.test(name) && !texts.get(name)?.includes("cursor"));
    expect(succeeded.length).toBeGreaterThan(3);
    const runner = path.join(directory, "all.ts");
    await writeFile(runner, succeeded.map((name) => `await import("./${name}");\nconsole.log("done");`).join("\n"));
    const output = await outputOf(process.execPath, [runner]);
    expect(output.match(/^done$/gm)?.length ?? output).toBe(succeeded.length);
  });
});
