/// <reference types="node" />
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { createBlooioClient } from "@switchboard/blooio";
import { createBlotatoClient } from "@switchboard/blotato";
import { afterEach, describe, expect, test, vi } from "vitest";

import { createBlooio } from "../../src/blooio/index.ts";
import { createBlotato } from "../../src/blotato/index.ts";
import { accepted, apiKey, directMessage, messageOf } from "../samples.ts";
import { rejection } from "../virtual-time.ts";

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
  }
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An address where nobody listens any more. */
async function vacated(): Promise<string> {
  const url = await listen(() => undefined);
  const server = servers.pop();
  await new Promise((resolve) => void server?.close(resolve));
  return url;
}

describe("over a real socket", () => {
  test("a refused connection is one that was never made", async () => {
    const blotato = createBlotato({ apiKey, baseUrl: await vacated(), retries: 0 });
    const error = await rejection(blotato.messages.send(directMessage));
    expect(error).toMatchObject({ name: "ConnectionError", code: "ECONNREFUSED", maybeSent: false });
    expect((error as Error).message).toMatch(/ECONNREFUSED/);
  });

  test("a fetch whose log is down sends a message once", async () => {
    let stored = 0;
    const baseUrl = await listen((request, response) => {
      request.resume().on("end", () => {
        stored += 1;
        response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify(messageOf()));
      });
    });
    const log = await vacated();
    const logging = async (url: string, init: RequestInit): Promise<Response> => {
      const response = await fetch(url, init);
      await fetch(log, { method: "POST" });
      return response;
    };
    const error = await rejection(createBlotato({ apiKey, baseUrl, fetch: logging }).messages.send(directMessage));
    expect(error).toMatchObject({ name: "ConnectionError", code: "ECONNREFUSED", maybeSent: true, attempts: 1 });
    expect(stored).toBe(1);
  });

  test("a name that does not resolve is one that was never made", async () => {
    const blotato = createBlotato({ apiKey, baseUrl: "http://switchboard.invalid", retries: 0 });
    expect(await rejection(blotato.messages.send(directMessage))).toMatchObject({
      name: "ConnectionError",
      maybeSent: false,
    });
  });

  test.each([
    ["before its headers", 0],
    ["in the middle of its body", 1],
  ])("a reset %s says that the message may be there, and a keyed send overcomes it", async (_, beforeEnd) => {
    let requests = 0;
    const baseUrl = await listen((request, response) => {
      request.resume().on("end", () => {
        requests += 1;
        if (requests === 2)
          return void response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify(accepted));
        if (beforeEnd === 0) return void request.socket.resetAndDestroy();
        response.writeHead(201, { "content-length": "1000" }).write('{"id":', () => request.socket.destroy());
      });
    });

    const error = await rejection(createBlotato({ apiKey, baseUrl }).messages.send(directMessage));
    expect(error).toMatchObject({ name: "ConnectionError", maybeSent: true, attempts: 1 });
    requests = 0;
    await expect(createBlooio({ apiKey, baseUrl }).messages.send({ to: "+1", text: "a" })).resolves.toEqual(accepted);
  });

  test("a body that stalls ends at the timeout, and the connection is given up", async () => {
    let closed: (() => void) | undefined;
    const connectionClosed = new Promise<void>((resolve) => (closed = resolve));
    const baseUrl = await listen((request, response) => {
      request.socket.on("close", () => closed?.());
      response.writeHead(200, { "content-type": "application/json" }).write('{"items":[');
    });
    const error = await rejection(createBlotato({ apiKey, baseUrl, timeout: 60, retries: 0 }).messages.list().first());
    expect(error).toMatchObject({ name: "TimeoutError", scope: "attempt", timeout: 60 });
    await connectionClosed;
  });

  test("an abort gives the connection up", async () => {
    const controller = new AbortController();
    let closed: (() => void) | undefined;
    const connectionClosed = new Promise<void>((resolve) => (closed = resolve));
    const baseUrl = await listen((request) => {
      request.socket.on("close", () => closed?.());
      controller.abort();
    });
    const call = createBlotato({ apiKey, baseUrl }).messages.send(directMessage, { signal: controller.signal });
    expect(await rejection(call)).toBe(controller.signal.reason);
    await connectionClosed;
  });

  test.each([301, 302, 303, 307, 308])(
    "a %i to another origin is an error, and the key never gets there",
    async (status) => {
      const elsewhere: unknown[] = [];
      const other = await listen((request, response) => {
        elsewhere.push(request.headers);
        response.end("{}");
      });
      const baseUrl = await listen(
        (_, response) => void response.writeHead(status, { location: `${other}/steal?x=1` }).end(),
      );
      const calls = [
        createBlotato({ apiKey, baseUrl }).messages.send(directMessage),
        createBlotato({ apiKey, baseUrl }).conversations.list().first(),
        createBlooio({ apiKey, baseUrl }).messages.send({ to: "+1", text: "a" }),
        createBlooio({ apiKey, baseUrl }).chats.get("chat_1"),
      ];
      for (const error of await Promise.all(calls.map(rejection))) {
        // What a POST did may stand elsewhere, says a 303.
        const maybeSent = status === 303 && /send/.test((error as Error).message);
        expect(error).toMatchObject({ name: "ApiError", status, attempts: 1, maybeSent });
        expect((error as Error).message).toContain(new URL(other).origin);
      }
      const raws = [createBlooio({ apiKey, baseUrl }).raw, createBlooioClient({ apiKey, baseUrl })];
      for (const raw of raws) expect((await raw.GET("/me")).response.status).toBe(status);
      const { response } = await createBlotatoClient({ apiKey, baseUrl }).POST("/v2/messages", { body: directMessage });
      expect(response.status).toBe(status);
      expect(elsewhere).toEqual([]);
    },
  );

  test("a compressed response is read, text and emoji come whole", async () => {
    const { gzipSync } = await import("node:zlib");
    const message = messageOf({ text: "Grüße 🙂" });
    const sent: string[] = [];
    const baseUrl = await listen((request, response) => {
      request.setEncoding("utf8").on("data", (chunk: string) => sent.push(chunk));
      request.on("end", () => {
        const body = gzipSync(JSON.stringify(message));
        response
          .writeHead(201, {
            "content-encoding": "gzip",
            "content-length": body.length,
            "content-type": "application/json",
          })
          .end(body);
      });
    });
    const result = await createBlotato({ apiKey, baseUrl }).messages.send({ ...directMessage, text: "Grüße 🙂" });
    expect(result).toEqual(message);
    expect(JSON.parse(sent.join(""))).toEqual({ ...directMessage, text: "Grüße 🙂" });
  });
});

test("the global fetch is called as a function, as a browser wants it, and not as a method", async () => {
  const receivers: unknown[] = [];
  vi.stubGlobal("fetch", function (this: unknown) {
    receivers.push(this);
    return Promise.resolve(Response.json({ id: "1", items: [], data: {} }));
  });
  try {
    await createBlotato({ apiKey }).conversations.list().first();
    await createBlooio({ apiKey }).raw.GET("/me");
    await createBlooioClient({ apiKey }).GET("/me");
  } finally {
    vi.unstubAllGlobals();
  }
  expect(receivers).toEqual([undefined, undefined, undefined]);
});
