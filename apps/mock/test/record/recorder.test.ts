import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { startMock } from "../../src/index.ts";
import { respondingWith, headers, key, record, serve } from "./recording.ts";

test("sends a request on and gives the response back, byte for byte", async () => {
  await using mock = await startMock();
  const { blotato, exchanges } = await record(mock.blotato.url);
  const bodyFrom = async (url: string): Promise<unknown> => {
    const response = await fetch(`${url}/v2/conversations?limit=3&platform=instagram`, { headers });
    return [response.status, response.headers.get("content-type"), await response.text()];
  };
  expect(await bodyFrom(blotato.url)).toEqual(await bodyFrom(mock.blotato.url));
  expect(exchanges).toMatchObject([
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
    await respondingWith(200, { echo: `key ${key}` }, { "set-cookie": "session=hunter2" }),
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
  const { blotato, exchanges } = await record(await respondingWith(status, body));
  const response = await fetch(`${blotato.url}/v2/conversations`, { headers });
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual(body);
  expect(exchanges[0]?.departures.join("\n")).toMatch(departure);
});

test("says that a request departs from our spec, and sends it on all the same", async () => {
  await using mock = await startMock();
  const { blotato, exchanges } = await record(mock.blotato.url);
  const wrong = await fetch(`${blotato.url}/v2/conversations?limit=9999`, { headers });
  const unknown = await fetch(`${blotato.url}/v2/nothing`, { headers });
  expect([wrong.status, unknown.status]).toEqual([422, 404]);
  expect(exchanges).toMatchObject([
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
  const { blotato } = await record(await respondingWith(307, {}, { location: `${elsewhere}/v2/conversations` }));
  const response = await fetch(`${blotato.url}/v2/conversations`, { headers, redirect: "manual" });
  expect([response.status, response.headers.get("location")]).toEqual([307, `${elsewhere}/v2/conversations`]);
  expect(seen).toEqual([]);
});

test("says with 502 that the service cannot be reached, and keeps that too", async () => {
  const { blooio, exchanges } = await record("http://127.0.0.1:1");
  const response = await fetch(`${blooio.url}/chats`, { headers: { authorization: `Bearer ${key}` } });
  expect(response.status).toBe(502);
  expect(exchanges).toMatchObject([{ api: "blooio", response: null }]);
});
