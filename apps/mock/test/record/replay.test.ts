import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { startMock } from "../../src/index.ts";
import { headers, record, serve } from "./recording.ts";

const post = async (url: string, text: string, key = "other-key-0001"): Promise<unknown[]> => {
  const response = await fetch(`${url}/v2/messages`, {
    method: "POST",
    headers: { ...headers, "blotato-api-key": key },
    body: JSON.stringify({ accountId: "40114", recipientId: "1", text, target: { targetType: "twitter" } }),
  });
  return [response.status, response.headers.get("x-request"), await response.text()];
};

test("gives each recorded response to the same request, in order and then the last again, whatever the key", async () => {
  let count = 0;
  const upstream = await serve((_, response) => {
    count += 1;
    // Not what our spec has: it is given back as it came.
    response.writeHead(count === 2 ? 418 : 201, { "content-type": "application/json", "x-request": String(count) });
    response.end(JSON.stringify({ count }));
  });
  const recorded = await record(upstream);
  const first = await post(recorded.blotato.url, "same");
  const second = await post(recorded.blotato.url, "same");
  const third = await post(recorded.blotato.url, "another");
  expect(await readdir(recorded.directory)).toHaveLength(3);

  await using mock = await startMock({ replay: recorded.directory });
  const same = (key?: string): Promise<unknown[]> => post(mock.blotato.url, "same", key);
  expect([await same(), await same(), await same()]).toEqual([first, second, second]);
  expect(await same("yet-another-key")).toEqual(first);
  expect(await post(mock.blotato.url, "another")).toEqual(third);
  expect(mock.requests("sendMessage")).toHaveLength(5);
  // A fault hits it as well, and after a reset the first one comes again.
  mock.fail("sendMessage", { status: 503, times: 1 });
  expect(await same()).toContain(503);
  mock.reset();
  expect(await same()).toEqual(first);
});

test("lets the model respond to what was not recorded, and to what has no key", async () => {
  const upstream = await serve((_, response) =>
    response.writeHead(200, { "content-type": "text/plain" }).end("as it is"),
  );
  const { blotato, directory } = await record(upstream);
  await fetch(`${blotato.url}/v2/conversations?limit=1&apikey=secret`, { headers });
  await using mock = await startMock({ replay: directory });
  const get = async (query: string, sent = headers): Promise<unknown[]> => {
    const response = await fetch(`${mock.blotato.url}/v2/conversations${query}`, { headers: sent });
    return [response.status, response.headers.get("content-type"), (await response.text()).slice(0, 8)];
  };
  // A credential in the address is compared as it is kept.
  expect(await get("?limit=1&apikey=another")).toEqual([200, "text/plain", "as it is"]);
  expect(await get("?limit=2")).toMatchObject([200, expect.stringContaining("json"), '{"items"']);
  expect(await get("?limit=1&apikey=another", {})).toContain(401);
});

test("says what cannot be replayed", async () => {
  const directory = await mkdtemp(join(tmpdir(), "switchboard-replay-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  await expect(startMock({ replay: join(directory, "none") })).rejects.toThrow(/cannot be read: ENOENT/);
  await expect(startMock({ replay: directory })).rejects.toThrow(`There are no recordings in ${directory}`);
  await writeFile(join(directory, "00001-blotato-getMe.json"), "{}");
  await expect(startMock({ replay: directory })).rejects.toThrow(/00001-blotato-getMe.json is not one; expected/);
});
