import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test, vi } from "vitest";

import { startMock } from "../../src/index.ts";
import type { RecordedExchange } from "../../src/record/exchange-files.ts";
import { send as sendRaw } from "../http/raw-exchange.ts";
import { startRecorders, type Recorders } from "../../src/record/start-recorder.ts";

const key = "blt_4f/9a+c2==";

/** Proxies in front of stand-ins for the real services, and what they told. */
async function record(upstream: string): Promise<Recorders & { told: RecordedExchange[]; directory: string }> {
  const directory = await mkdtemp(join(tmpdir(), "switchboard-record-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const told: RecordedExchange[] = [];
  const recorders = await startRecorders({
    host: "127.0.0.1",
    blotatoPort: 0,
    blooioPort: 0,
    directory,
    upstreams: { blotato: new URL(upstream), blooio: new URL(upstream) },
    report: (exchange) => told.push(exchange),
  });
  onTestFinished(() => recorders.close());
  return { ...recorders, told, directory };
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answering = (status: number, body: unknown, headers: Record<string, string> = {}): Promise<string> =>
  serve((_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  });

const headers = { "blotato-api-key": key, "content-type": "application/json" };

test("sends a request on and gives the answer back, byte for byte", async () => {
  await using mock = await startMock();
  const { blotato, told } = await record(mock.blotato.url);
  const ask = async (url: string): Promise<unknown> => {
    const response = await fetch(`${url}/v2/conversations?limit=3&platform=instagram`, { headers });
    return [response.status, response.headers.get("content-type"), await response.text()];
  };
  expect(await ask(blotato.url)).toEqual(await ask(mock.blotato.url));
  expect(told).toMatchObject([
    { api: "blotato", operationId: "listConversations", problems: [], departures: [], response: { status: 200 } },
  ]);
});

test("sends a message on once, with its body", async () => {
  await using mock = await startMock();
  const { blotato } = await record(mock.blotato.url);
  const body = { accountId: "40114", recipientId: "1", text: "Grüße 😀", target: { targetType: "twitter" } };
  const response = await fetch(`${blotato.url}/v2/messages`, { method: "POST", headers, body: JSON.stringify(body) });
  expect(response.status).toBe(201);
  expect(mock.requests("sendMessage")).toMatchObject([{ body }]);
});

test("keeps each exchange in a file for its owner alone, without credentials, and goes on numbering", async () => {
  const { blotato, directory } = await record(
    await answering(200, { echo: `key ${key}` }, { "set-cookie": "session=hunter2" }),
  );
  await fetch(`${blotato.url}/v2/conversations?cursor=${encodeURIComponent(key)}`, { headers });
  await fetch(`${blotato.url}/v2/users/me`, { headers: { ...headers, authorization: "Bearer hunter2" } });
  const files = (await readdir(directory)).toSorted();
  expect(files).toEqual(["00001-blotato-listConversations.json", "00002-blotato-getCurrentUser.json"]);
  for (const file of files) {
    const text = await readFile(join(directory, file), "utf8");
    for (const secret of [key, encodeURIComponent(key), "hunter2"]) expect(text).not.toContain(secret);
    expect((await stat(join(directory, file))).mode & 0o077).toBe(0);
  }
});

test.each<[string, number, unknown, RegExp]>([
  ["a field of another type", 200, { items: [{ id: 7 }] }, /id must be string/],
  ["a field that is missing", 200, {}, /must have required property 'items'/],
  ["a status that is not documented", 418, { message: "I am a teapot" }, /status 418 is not documented/],
])("says that the service departs from our spec by %s", async (_, status, body, departure) => {
  const { blotato, told } = await record(await answering(status, body));
  const response = await fetch(`${blotato.url}/v2/conversations`, { headers });
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual(body);
  expect(told[0]?.departures.join("\n")).toMatch(departure);
});

test("says that a request departs from our spec, and sends it on all the same", async () => {
  await using mock = await startMock();
  const { blotato, told } = await record(mock.blotato.url);
  const wrong = await fetch(`${blotato.url}/v2/conversations?limit=9999`, { headers });
  const unknown = await fetch(`${blotato.url}/v2/nothing`, { headers });
  expect([wrong.status, unknown.status]).toEqual([422, 404]);
  expect(told).toMatchObject([
    { operationId: "listConversations", problems: [expect.stringContaining("limit") as unknown], departures: [] },
    { operationId: null, problems: ["no operation has this method and path"] },
  ]);
});

test("follows no redirect, so that the key stays", async () => {
  const seen: unknown[] = [];
  const elsewhere = await serve((request, response) => {
    seen.push(request.headers);
    response.end();
  });
  const { blotato } = await record(await answering(307, {}, { location: `${elsewhere}/v2/conversations` }));
  const response = await fetch(`${blotato.url}/v2/conversations`, { headers, redirect: "manual" });
  expect([response.status, response.headers.get("location")]).toEqual([307, `${elsewhere}/v2/conversations`]);
  expect(seen).toEqual([]);
});

test.each(["//", "/\\", "/\\/"])("sends no key to the host that a target names behind %j", async (slashes) => {
  const seen: unknown[] = [];
  const elsewhere = await serve((request, response) => {
    seen.push(request.headers);
    response.end();
  });
  const { blotato } = await record(await answering(200, {}));
  const answer = await sendRaw(blotato.url, `GET ${slashes}${new URL(elsewhere).host}/v2/conversations`, headers);
  expect(answer.status).toBe(422);
  expect(seen).toEqual([]);
});

test("gives the service's answer back also when it cannot be kept, or not be judged", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
  onTestFinished(() => told.mockRestore());
  await using mock = await startMock();
  const { blotato, directory } = await record(mock.blotato.url);
  const undecodable = await sendRaw(blotato.url, "GET /v2/conversations/%zz", headers);
  expect(undecodable.status).toBe(404);
  await rm(directory, { recursive: true });
  const body = { accountId: "40114", recipientId: "1", text: "Hello", target: { targetType: "twitter" } };
  const response = await fetch(`${blotato.url}/v2/messages`, { method: "POST", headers, body: JSON.stringify(body) });
  expect(response.status).toBe(201);
  expect(told.mock.calls.join()).toContain("is not recorded");
});

test("says with 502 that the service cannot be reached, and keeps that too", async () => {
  const { blooio, told } = await record("http://127.0.0.1:1");
  const response = await fetch(`${blooio.url}/chats`, { headers: { authorization: `Bearer ${key}` } });
  expect(response.status).toBe(502);
  expect(told).toMatchObject([{ api: "blooio", response: null }]);
});
