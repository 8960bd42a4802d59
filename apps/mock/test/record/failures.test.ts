import { once } from "node:events";
import { readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";

import { expect, onTestFinished, test, vi } from "vitest";

import { describeExchange } from "../../src/cli/log-lines.ts";
import type { RecordedExchange } from "../../src/record/exchange-files.ts";
import { forward } from "../../src/record/forward.ts";
import { startRecorders } from "../../src/record/start-recorder.ts";
import { respondingWith, headers, key, record, serve } from "./recording.ts";

const call = (url: string, path = "/v2/conversations"): Promise<Response> => fetch(`${url}${path}`, { headers });

const page = { items: [], cursor: null };

test("a directory that was removed is made again", async () => {
  const { blotato, directory, exchanges } = await record(await respondingWith(200, page));
  await rm(directory, { recursive: true });
  expect((await call(blotato.url)).status).toBe(200);
  expect(await readdir(directory)).toEqual(["00001-blotato-listConversations.json"]);
  expect(exchanges[0]).not.toHaveProperty("failure");
});

test("an exchange that cannot be saved is reported, and the response goes back", async () => {
  const files: unknown[] = [];
  const { blotato, directory, exchanges } = await record(await respondingWith(200, page), (_, file) =>
    files.push(file),
  );
  await rm(directory, { recursive: true });
  await writeFile(directory, "in the way");
  const response = await call(blotato.url);
  expect([response.status, await response.json()]).toEqual([200, page]);
  expect(exchanges).toMatchObject([
    { response: { status: 200 }, failure: expect.stringMatching(/^the exchange is not saved: EEXIST/) as unknown },
  ]);
  expect(files).toEqual([undefined]);
});

test("an exchange that Prism cannot judge is reported and saved, and the response goes back", async () => {
  const { blotato, directory, exchanges } = await record(
    await respondingWith(200, page, { "content-type": "no/media/type" }),
  );
  const response = await call(blotato.url);
  expect([response.status, await response.text()]).toEqual([200, JSON.stringify(page)]);
  expect(exchanges).toMatchObject([
    { failure: "the exchange is not judged: invalid media type", response: { status: 200 } },
  ]);
  expect(await readdir(directory)).toHaveLength(1);
});

test.each(["/v2/conversations/%zz", "/v2/conversations/%", "/v2/conversations/%ff"])(
  "a path that cannot be decoded leaves everyone their response: %s",
  async (path) => {
    const { blotato, exchanges } = await record(await respondingWith(404, { message: "no" }));
    expect((await call(blotato.url, path)).status).toBe(404);
    expect(exchanges).toMatchObject([
      { problems: ["no operation has this method and path"], response: { status: 404 } },
    ]);
  },
);

test("a report that fails takes the response from nobody, and is reported without the key", async () => {
  const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
  onTestFinished(() => error.mockRestore());
  const { blotato } = await record(await respondingWith(200, page), () => {
    throw new Error("nobody listens");
  });
  expect((await call(blotato.url, `/v2/conversations?cursor=${encodeURIComponent(key)}`)).status).toBe(200);
  expect(error).toHaveBeenCalledOnce();
  expect(JSON.stringify(error.mock.calls)).not.toContain("blt_");
});

test("why no response came is reported and kept, and the caller gets 502", async () => {
  const { blotato, directory, exchanges } = await record("http://127.0.0.1:1");
  expect((await call(blotato.url)).status).toBe(502);
  expect(exchanges).toMatchObject([
    {
      response: null,
      failure: "no response came from the real service at http://127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1",
    },
  ]);
  expect(await readdir(directory)).toHaveLength(1);
});

test("a response that breaks off is reported, and the caller gets 502", async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write('{"items":', () => response.destroy());
  });
  const { blotato, exchanges } = await record(url);
  expect((await call(blotato.url)).status).toBe(502);
  expect(exchanges[0]?.failure).toBe(`the connection broke within the response of the real service at ${url}: aborted`);
});

test("what is not HTTP is reported, and the caller gets 502", async () => {
  const server = createServer((socket) => socket.end("SSH-2.0-OpenSSH_9.9\r\n")).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const plain = await record(`http://127.0.0.1:${port}`);
  const secure = await record(`https://127.0.0.1:${port}`);
  for (const { blotato, exchanges } of [plain, secure]) {
    expect((await call(blotato.url)).status).toBe(502);
    expect(exchanges[0]?.failure).toMatch(
      /^no response came from the real service at https?:\/\/127\.0\.0\.1:\d+: .{5}/,
    );
  }
});

test("a service that does not respond in time is given up", async () => {
  const request = { method: "GET", target: "/v2/conversations", headers, body: new Uint8Array() };
  const silent = await serve(() => undefined);
  const slow = await serve((_, response) => void response.write("{"));
  await expect(forward(request, new URL(silent), 50)).rejects.toThrow(
    `no response came from the real service at ${silent}: nothing more came within 50 ms`,
  );
  await expect(forward(request, new URL(slow), 200)).rejects.toThrow("nothing more came within 200 ms");
});

test("a line reports what failed, and stays a line", () => {
  const exchange: RecordedExchange = {
    api: "blotato",
    operationId: "listConversations",
    recordedAt: "2026-06-01T12:00:00Z",
    request: { method: "GET", target: "/v2/conversations\u009b31m", headers: {}, body: undefined },
    response: null,
    problems: [],
    departures: [],
    failure: "no response came:\nconnect ECONNREFUSED",
  };
  expect(describeExchange(exchange, undefined, process.stdout).split("\n")).toEqual([
    "blotato  ---  GET /v2/conversations 31m  listConversations  not saved",
    expect.stringMatching(/failed:.{0,10}no response came: connect ECONNREFUSED$/),
  ]);
});

test("two recorders into one folder keep the exchanges of both", async () => {
  const [one, other] = await Promise.all([1, 2].map(async () => record(await respondingWith(200, page))));
  if (one === undefined || other === undefined) throw new Error("no recorders");
  const second = await startRecorders({
    host: "127.0.0.1",
    blotatoPort: 0,
    blooioPort: 0,
    directory: one.directory,
    upstreams: { blotato: one.blotato.upstream, blooio: other.blooio.upstream },
    report: () => undefined,
  });
  onTestFinished(() => second.close());
  for (const url of [one.blotato.url, second.blotato.url, one.blotato.url, second.blotato.url]) await call(url);
  expect(await readdir(one.directory)).toHaveLength(4);
});

test.each([
  ["101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x", "switched protocols with status 101"],
  ["099 Odd\r\ncontent-length: 0", "is 99, which cannot be passed on"],
])("a status that cannot be passed on is reported, and the caller gets 502: %s", async (head, reason) => {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.end(`HTTP/1.1 ${head}\r\n\r\n`));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { blotato, exchanges } = await record(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  expect((await call(blotato.url)).status).toBe(502);
  expect(exchanges[0]?.failure).toContain(reason);
});

test("a response that is larger than any of the services is cut off before it fills the memory", async () => {
  const upstream = await serve((_, response) => {
    const chunk = Buffer.alloc(1024 * 1024);
    response.writeHead(200, { "content-type": "application/json" });
    const write = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on("drain", write).on("error", () => undefined);
    write();
  });
  const { blotato, exchanges } = await record(upstream);
  expect((await call(blotato.url)).status).toBe(502);
  expect(exchanges[0]?.failure).toContain("the body is larger than 67108864 bytes");
});
