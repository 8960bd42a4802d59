/// <reference types="node" />
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { createBlotatoClient } from "@switchboard/blotato";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { createBlooio } from "../../src/blooio/index.ts";
import { createBlotato } from "../../src/blotato/index.ts";
import { TimeoutError } from "../../src/index.ts";
import { accepted, apiKey, blooioOf, blotatoOf, conversationOf, directMessage, messageOf } from "../samples.ts";
import { json, serviceOf, silence } from "../scripted-fetch.ts";
import { rejection } from "../virtual-time.ts";

afterEach(() => void vi.unstubAllGlobals());

const rejectedFetch = { name: "SwitchboardError", code: "noFetch", attempts: 0, maybeSent: false };

describe("a fetch that can send nothing is said to be, before any request:", () => {
  test("where the runtime has none", async () => {
    vi.stubGlobal("fetch", undefined);
    for (const call of [
      createBlotato({ apiKey }).messages.send(directMessage),
      createBlooio({ apiKey }).messages.send({ to: "+1", text: "a" }),
      createBlotato({ apiKey }).raw.GET("/v2/conversations"),
    ]) {
      expect(await rejection(call)).toMatchObject(rejectedFetch);
    }
  });

  test("where the global one is not a function", async () => {
    vi.stubGlobal("fetch", "nope");
    expect(await rejection(createBlotato({ apiKey }).messages.send(directMessage))).toMatchObject(rejectedFetch);
  });

  test("where the option is not a function", () => {
    expect(() => createBlotato({ apiKey, fetch: "nope" as never })).toThrow(/fetch is of type string/);
  });

  test("where its dispatcher is of another version of undici, as Node says it", async () => {
    const fetch = vi.fn<() => Promise<Response>>(() =>
      Promise.reject(
        new TypeError("fetch failed", {
          cause: Object.assign(new Error("invalid onRequestStart method"), { code: "UND_ERR_INVALID_ARG" }),
        }),
      ),
    );
    vi.stubGlobal("fetch", fetch);
    const error = await rejection(createBlotato({ apiKey }).conversations.get("1"));
    expect(error).toMatchObject(rejectedFetch);
    expect((error as Error).message).toContain("undici");
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test("but of a fetch of one's own nobody knows what else it did before", async () => {
    const failing = async (): Promise<Response> => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "UND_ERR_INVALID_ARG" }) });
    };
    const { messages } = createBlotato({ apiKey, fetch: failing });
    expect(await rejection(messages.send(directMessage))).toMatchObject({ name: "ConnectionError", maybeSent: true });
  });
});

/** What jsdom puts in the place of the global: a signal that works, and that Node's `fetch` does not take for one. */
class ForeignController {
  readonly signal = Object.assign(new EventTarget(), {
    aborted: false,
    reason: undefined,
    throwIfAborted(): void {
      if (this.aborted) throw this.reason;
    },
  });

  abort(reason: unknown): void {
    Object.assign(this.signal, { aborted: true, reason });
    this.signal.dispatchEvent(new Event("abort"));
  }
}

describe("where jsdom has replaced the global AbortController", () => {
  const server = createServer((request, response) => {
    if (request.url?.endsWith("/silence") === true) return;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(conversationOf()));
  });

  beforeEach(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  test("calls work with Node's own fetch, and end at their timeout", async () => {
    vi.stubGlobal("AbortController", ForeignController);
    const { port } = server.address() as AddressInfo;
    const { conversations } = createBlotato({ apiKey, baseUrl: `http://127.0.0.1:${port}` });
    expect(await conversations.get("1")).toEqual(conversationOf());
    expect(await conversations.get("1", { signal: new ForeignController().signal as never })).toEqual(conversationOf());
    expect(await rejection(conversations.get("silence", { timeout: 50, retries: 0 }))).toBeInstanceOf(TimeoutError);
  });

  test("so do calls with middleware, whose requests have signals of that kind", async () => {
    vi.stubGlobal("AbortController", ForeignController);
    const options = { apiKey, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    const params = { path: { conversationId: "1" } };
    for (const client of [createBlotato(options).raw, createBlotatoClient(options)]) {
      client.use({ onRequest: () => undefined });
      const { data } = await client.GET("/v2/conversations/{conversationId}", { params });
      expect(data).toEqual(conversationOf());
    }
  });
});

describe("the looks of a wait", () => {
  const waits = {
    "blotato.messages": () => {
      const service = serviceOf(json(200, messageOf({ status: "sent" })));
      return { service, done: blotatoOf(service).messages.waitUntilDelivered(messageOf()) };
    },
    "blotato.posts": () => {
      const service = serviceOf(json(200, { postSubmissionId: "1", status: "published" }));
      return { service, done: blotatoOf(service).posts.waitUntilPublished({ postSubmissionId: "1" }) };
    },
    "blooio.messages": () => {
      const service = serviceOf(json(200, { data: { id: "msg_1", status: "sent" } }));
      return { service, done: blooioOf(service).messages.waitUntilDelivered(accepted) };
    },
  };

  test.each(Object.entries(waits))("of %s take no response that a framework has kept", async (_, start) => {
    const { done, service } = start();
    await done;
    expect(service.requests.map(({ init }) => init.cache)).toEqual(["no-store"]);
  });

  test("say nothing of it where a request must not, as in older workers", async () => {
    const TrueRequest = Request;
    vi.stubGlobal(
      "Request",
      class extends TrueRequest {
        constructor(url: string, init: RequestInit = {}) {
          if ("cache" in init) throw new TypeError("The 'cache' field on 'RequestInitializerDict' is not implemented.");
          super(url, init);
        }
      },
    );
    const { done, service } = waits["blooio.messages"]();
    await done;
    expect(service.requests.map(({ init }) => init.cache)).toEqual([undefined]);
  });

  test("alone do so: other calls leave it to the platform", async () => {
    const service = serviceOf(json(200, conversationOf()));
    await blotatoOf(service).conversations.get("1");
    expect(service.requests[0]?.init.cache).toBeUndefined();
  });
});

test("a list is read ahead where AbortSignal.any is missing, and ends when its caller aborts", async () => {
  vi.stubGlobal("AbortSignal", { timeout: AbortSignal.timeout, abort: AbortSignal.abort });
  const controller = new AbortController();
  const service = serviceOf(json(200, { items: [{ id: "1" }], cursor: "2" }), silence);
  const pages = blotatoOf(service).conversations.list({}, { prefetch: 1, signal: controller.signal }).pages();
  await pages.next();
  const next = rejection(pages.next());
  controller.abort(new Error("the user left"));
  expect(await next).toBe(controller.signal.reason);
  expect(service.requests).toHaveLength(2);
});
