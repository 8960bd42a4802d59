import { describe, expect, test, vi } from "vitest";

import { createBlooio } from "../src/blooio/index.ts";
import { createBlotato } from "../src/blotato/index.ts";
import { SwitchboardError } from "../src/index.ts";
import { accepted, apiKey, blooioOf, blotatoOf, conversationOf, directMessage, messageOf } from "./samples.ts";
import { json, serviceOf, text } from "./scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime } from "./virtual-time.ts";

useVirtualTime();

describe("path parameters", () => {
  const hostile = ["", ".", "..", "\ud800"];
  const chatAndMessage = (id: string): [string, string][] => [
    [id, "msg_1"],
    ["chat_1", id],
  ];

  test.each(hostile)("%j is rejected by every operation, before any request, naming the parameter", async (id) => {
    const service = serviceOf(json(200, {}));
    const [blotato, blooio] = [blotatoOf(service), blooioOf(service)];
    const calls = {
      conversationId: [() => blotato.conversations.get(id)],
      accountId: [() => blotato.accounts.subaccounts(id)],
      postSubmissionId: [
        () => blotato.posts.status(id),
        () => blotato.posts.waitUntilPublished({ postSubmissionId: id }),
      ],
      channel: [() => blooio.channels.get(id)],
      chatId: [
        () => blooio.chats.get(id),
        async () => blooio.chats.messages(id).first(),
        () => blooio.chats.send(id, { text: "a" }),
        () => blooio.chats.dryRun(id, { text: "a" }),
        () => blooio.chats.markRead(id),
        () => blooio.chats.setTyping(id),
        () => blooio.chats.stopTyping(id),
      ],
      "chatId|messageId": chatAndMessage(id).flatMap(([chat, message]) => [
        () => blooio.messages.get(chat, message),
        () => blooio.messages.status(chat, message),
        () => blooio.messages.react(chat, message, { reaction: "+love" }),
        () => blooio.messages.waitUntilDelivered({ id: message, chat_id: chat }),
      ]),
    };
    for (const [name, rejected] of Object.entries(calls)) {
      for (const call of rejected) {
        const error = await rejection(call());
        expect(error).toBeInstanceOf(SwitchboardError);
        expect((error as Error).message).toMatch(new RegExp(name));
      }
    }
    expect(service.requests).toEqual([]);
  });

  test.each(["+15555550100", "a/b", "../me", "..%2fme", "%2e%2e", "a?b=c#d", "é 🙂", "...", "a;b=c"])(
    "%j stays one segment of the path",
    async (id) => {
      const service = serviceOf(json(200, { data: {} }));
      const blooio = blooioOf(service);
      await blooio.channels.get(id);
      await blooio.messages.get(id, id);
      const segments = service.requests.map(({ url }) => url.pathname.split("/").slice(1).map(decodeURIComponent));
      expect(segments).toEqual([
        ["v4", "channels", id],
        ["v4", "chats", id, "messages", id],
      ]);
      expect(service.requests.map(({ url }) => url.search + url.hash)).toEqual(["", ""]);
    },
  );
});

describe("one call's own options", () => {
  test("headers are added to the client's, and do not stay for the next call", async () => {
    const service = serviceOf(json(200, conversationOf()));
    const blotato = blotatoOf(service);
    await blotato.conversations.get("1", { headers: { "x-trace": "abc" } });
    await blotato.conversations.get("1");
    expect(service.requests.map(({ headers }) => [headers.get("x-trace"), headers.get("blotato-api-key")])).toEqual([
      ["abc", apiKey],
      [null, apiKey],
    ]);
  });

  test("headers go with every attempt and every page", async () => {
    const pages = [text(503, ""), json(200, { items: [], cursor: "2" }), json(200, { items: [] })];
    const service = serviceOf(...pages);
    await inVirtualTime(
      blotatoOf(service)
        .messages.list({}, { headers: { "x-trace": "abc" } })
        .first(),
    );
    expect(service.requests.map(({ headers }) => headers.get("x-trace"))).toEqual(["abc", "abc", "abc"]);
  });

  test("a header that cannot be sent is rejected, and no request is made", async () => {
    const service = serviceOf(json(200, {}));
    await rejection(blotatoOf(service).messages.send(directMessage, { headers: { "x-trace": "a\nb" } }));
    expect(service.requests).toEqual([]);
  });

  test("a name of a header that there cannot be is rejected, and no request is made", async () => {
    const service = serviceOf(json(200, {}));
    const error = await rejection(blotatoOf(service).messages.send(directMessage, { headers: { "x trace": "a" } }));
    expect(error).toBeInstanceOf(SwitchboardError);
    expect(service.requests).toEqual([]);
  });

  test("half of a character, which no address can carry, is rejected before any request", async () => {
    const service = serviceOf(json(200, { items: [] }));
    const { conversations, raw } = blotatoOf(service);
    const query = { cursor: "\ud800" };
    expect(await rejection(conversations.list(query).first())).toBeInstanceOf(SwitchboardError);
    expect(await rejection(raw.GET("/v2/conversations", { params: { query } }))).toBeInstanceOf(SwitchboardError);
    expect(service.requests).toEqual([]);
  });

  test("retries of the call come before those of the client", async () => {
    const service = serviceOf(text(503, ""));
    await inVirtualTime(rejection(blotatoOf(service, { retries: 0 }).conversations.get("1", { retries: 2 })));
    expect(service.requests).toHaveLength(3);
  });
});

describe("what a client is made from", () => {
  test("Blotato gets its key in blotato-api-key, Blooio as a bearer token, each at its own address", async () => {
    const service = serviceOf(json(200, { data: {} }));
    await blotatoOf(service).accounts.currentUser();
    await blooioOf(service).account.get();
    expect(
      service.requests.map(({ url, headers }) => [
        url.href,
        headers.get("blotato-api-key"),
        headers.get("authorization"),
      ]),
    ).toEqual([
      ["https://backend.blotato.com/v2/users/me", apiKey, null],
      ["https://api.blooio.com/v4/me", null, `Bearer ${apiKey}`],
    ]);
  });

  test.each([
    "http://127.0.0.1:4011/v4",
    "http://127.0.0.1:4011/v4/",
    "http://127.0.0.1:4011/a/b/v4",
    "http://127.0.0.1:4011/@team/v4",
  ])("the path of baseUrl %s is kept", async (baseUrl) => {
    const service = serviceOf(json(201, accepted));
    const blooio = createBlooio({ apiKey, baseUrl, fetch: service.fetch });
    await blooio.chats.send("chat_1", { text: "a" });
    expect(service.requests[0]?.url.href).toBe(`${baseUrl.replace(/\/$/, "")}/chats/chat_1/messages`);
  });

  test("without a fetch, the global one of the moment is used", async () => {
    const blotato = createBlotato({ apiKey });
    const service = serviceOf(json(201, messageOf()));
    vi.stubGlobal("fetch", service.fetch);
    try {
      await blotato.messages.send(directMessage);
    } finally {
      vi.unstubAllGlobals();
    }
    expect(service.requests).toHaveLength(1);
  });

  test.each([
    "backend.blotato.com",
    "ftp://backend.blotato.com",
    "",
    "http://[::1",
    "http://127.0.0.1:99999",
    "http://:4010",
    "http://a%40b",
    "http://a\u0001b",
  ])("the baseUrl %j, no address, is rejected at once", (baseUrl) => {
    expect(() => createBlotato({ apiKey, baseUrl })).toThrow(
      "baseUrl must be an address such as http://127.0.0.1:4010",
    );
  });

  test.each([
    ["a user and a password", "http://user:hunter2pass@127.0.0.1:4010"],
    ["a user and a password behind a backslash", "http://\\/user:hunter2pass@127.0.0.1:4010"],
    ["a sign for a user that is not ASCII", "http://user:hunter2pass\uFF20127.0.0.1:4010"],
    ["a user", "https://hunter2pass@127.0.0.1:4010/v4"],
    ["a query", "http://127.0.0.1:4010/?token=hunter2pass"],
    ["an empty query", "http://127.0.0.1:4010/hunter2pass?"],
    ["a fragment", "http://127.0.0.1:4010/#hunter2pass"],
    ["an empty fragment", "http://127.0.0.1:4010/hunter2pass#"],
    ["a space", "http://127.0.0.1:4010/hunter2pass "],
  ])("a baseUrl with %s is rejected at once, without being quoted", (_, baseUrl) => {
    for (const create of [createBlotato, createBlooio]) {
      expect(() => create({ apiKey, baseUrl })).toThrow(SwitchboardError);
      expect(() => create({ apiKey, baseUrl })).toThrow(/^baseUrl must be .* without user, query and fragment/);
      expect(() => create({ apiKey, baseUrl })).not.toThrow(/hunter2pass/);
    }
  });

  test("without a key, each takes that of its environment variable", async () => {
    vi.stubEnv("BLOTATO_API_KEY", "blotato-key-1");
    vi.stubEnv("BLOOIO_API_KEY", "blooio-key-1");
    try {
      const service = serviceOf(json(200, { data: {} }));
      await createBlotato({ fetch: service.fetch }).raw.GET("/v2/users/me");
      await createBlooio({ fetch: service.fetch }).account.get();
      expect(
        service.requests.map(({ headers }) => headers.get("blotato-api-key") ?? headers.get("authorization")),
      ).toEqual(["blotato-key-1", "Bearer blooio-key-1"]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test("two clients do not share their keys", async () => {
    const service = serviceOf(json(200, conversationOf()));
    const clients = ["first-key", "second-key"].map((key) => createBlotato({ apiKey: key, fetch: service.fetch }));
    await Promise.all(clients.map(({ conversations }) => conversations.get("1")));
    expect(service.requests.map(({ headers }) => headers.get("blotato-api-key"))).toEqual(["first-key", "second-key"]);
  });
});
