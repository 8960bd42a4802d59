import { ApiError, ConnectionError, PaginationError, TimeoutError } from "@switchboard/messaging";
import type { SendMessageRequest } from "@switchboard/blotato";
import type { Fault } from "@switchboard/mock";
import { afterEach, describe, expect, test } from "vitest";

import { mockedTenants, present, type Tenant } from "../tenants.ts";

const tenants = mockedTenants();

afterEach(() => tenants.mock.reset());

const message: SendMessageRequest = {
  accountId: "40112",
  recipientId: "17840000000000101",
  text: "Yes, we are open until six today.",
  target: { targetType: "instagram" },
};

/** What a caller does with each API, once to read and once to send. */
const vendors = [
  {
    api: "blotato",
    list: {
      fail: (fault: Fault) => tenants.mock.blotato.fail("listConversations", fault),
      requests: () => tenants.mock.blotato.requests("listConversations"),
    },
    send: {
      fail: (fault: Fault) => tenants.mock.blotato.fail("sendMessage", fault),
      requests: () => tenants.mock.blotato.requests("sendMessage"),
    },
    read: ({ facade }: Tenant) => facade.blotato.conversations.list({ limit: 1 }).toArray({ limit: 4 }),
    write: ({ facade }: Tenant) => facade.blotato.messages.send(message),
    stored: async ({ facade }: Tenant): Promise<number> => {
      const messages = await facade.blotato.messages.list({ limit: 100 }).toArray({ limit: 100 });
      return messages.filter(({ text }) => text === message.text).length;
    },
  },
  {
    api: "blooio",
    list: {
      fail: (fault: Fault) => tenants.mock.blooio.fail("listChats", fault),
      requests: () => tenants.mock.blooio.requests("listChats"),
    },
    send: {
      fail: (fault: Fault) => tenants.mock.blooio.fail("sendMessageToChat", fault),
      requests: () => tenants.mock.blooio.requests("sendMessageToChat"),
    },
    read: ({ facade }: Tenant) => facade.blooio.chats.list({ limit: 1 }).toArray({ limit: 4 }),
    write: async ({ facade }: Tenant) => facade.blooio.chats.send(await openChat(facade), { text: message.text }),
    stored: async ({ facade }: Tenant): Promise<number> => {
      const messages = await facade.blooio.chats.messages(await openChat(facade)).toArray({ limit: 100 });
      return messages.filter(({ text }) => text === message.text).length;
    },
  },
] as const;

async function openChat({ blooio }: Tenant["facade"]): Promise<string> {
  return present(await blooio.chats.list({ type: "blooio", state: "open" }).first()).id;
}

const open = (): Tenant => tenants.open({ retries: 0 });

describe.each(vendors)("$api", ({ api, list, send, read, write, stored }) => {
  describe("a list that fails", () => {
    test.each<[title: string, fault: Fault, error: new (...values: never[]) => Error, facts: object]>([
      ["with 429 is a rate limit", { status: 429, retryAfter: 2 }, ApiError, { kind: "rateLimit", retryAfter: 2_000 }],
      ["with 500 is the service's fault", { status: 500 }, ApiError, { kind: "server", status: 500 }],
      ["with 503 may be repeated", { status: 503 }, ApiError, { kind: "server", retryable: true }],
      ["with an HTML page says so", { status: 502, html: true }, ApiError, { status: 502, kind: "server" }],
      [
        "with a body that is not documented keeps its text",
        { status: 400, body: { odd: 1 } },
        ApiError,
        { body: '{"odd":1}' },
      ],
      ["by a reset has no connection", { reset: "before" }, ConnectionError, { maybeSent: false }],
      ["by a reset in its body has none either", { reset: "body" }, ConnectionError, { maybeSent: false }],
      ["with truncated JSON is unreadable", { json: "truncated" }, ApiError, { kind: "server", status: 200 }],
      ["with malformed JSON is unreadable", { json: "malformed" }, ApiError, { kind: "server", status: 200 }],
    ])("%s", async (_, fault, error, facts) => {
      list.fail(fault);
      const reading = read(open());
      await expect(reading).rejects.toBeInstanceOf(error);
      await expect(reading).rejects.toMatchObject(facts);
    });

    test("by silence runs into the time limit", async () => {
      list.fail({ hang: true });
      const reading = read(tenants.open({ retries: 0, timeout: 50 }));
      await expect(reading).rejects.toBeInstanceOf(TimeoutError);
      await expect(reading).rejects.toMatchObject({ scope: "attempt", timeout: 50 });
    });

    test("by being late runs into the time limit", async () => {
      list.fail({ latency: 5_000 });
      await expect(read(tenants.open({ retries: 0, timeout: 50 }))).rejects.toBeInstanceOf(TimeoutError);
    });

    test("is read in spite of a short delay, drawn from a spread", async () => {
      list.fail({ latency: [1, 5] });
      await expect(read(open())).resolves.toHaveLength(4);
    });

    test("once is repeated, and the reader does not notice", async () => {
      list.fail({ reset: "before", times: 1 });
      await expect(read(tenants.open({ retries: 1 }))).resolves.toHaveLength(4);
      expect(list.requests().map(({ fault }) => fault !== undefined)).toEqual([
        true,
        ...Array.from({ length: 4 }, () => false),
      ]);
    });

    test("with a cursor that leads in a circle does not go on for ever", async () => {
      list.fail({ cursor: "loop" });
      await expect(read(open())).rejects.toBeInstanceOf(PaginationError);
    });

    test("with a cursor that went stale says at which one", async () => {
      list.fail({ cursor: "stale", after: 1, times: 1 });
      const tenant = open();
      const error: unknown = await read(tenant).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ kind: "validation", cursor: expect.any(String) as unknown });
      expect(String(error)).toContain("cursor is no longer known");
    });
  });

  describe("a send that fails", () => {
    test.each<[title: string, fault: Fault, maybeSent: boolean]>([
      ["with 429 was not processed", { status: 429 }, false],
      ["with 500 may have been", { status: 500 }, true],
      ["by a reset may have been", { reset: "before" }, true],
    ])("%s, and is not stored", async (_, fault, maybeSent) => {
      send.fail(fault);
      const tenant = open();
      await expect(write(tenant)).rejects.toMatchObject({ maybeSent });
      await expect(stored(tenant)).resolves.toBe(0);
    });

    test.each<[title: string, fault: Fault]>([
      ["with 500 after it was processed", { status: 500, processed: true }],
      ["by a reset after it was processed", { reset: "before", processed: true }],
      ["by a reset in the response's body", { reset: "body" }],
      ["with truncated JSON", { json: "truncated" }],
    ])("%s is stored, and the error says that it may be", async (_, fault) => {
      send.fail(fault);
      const tenant = open();
      await expect(write(tenant)).rejects.toMatchObject({ maybeSent: true });
      await expect(stored(tenant)).resolves.toBe(1);
    });
  });

  test("a fault for one key hits no other", async () => {
    const [hit, spared] = [open(), open()];
    await read(hit);
    const key = present(hit.sent[0]?.headers);
    const apiKey = key.get("blotato-api-key") ?? present(key.get("authorization")).replace("Bearer ", "");
    list.fail({ status: 500, key: apiKey });
    await expect(read(hit)).rejects.toBeInstanceOf(ApiError);
    await expect(read(spared)).resolves.toHaveLength(4);
  });

  test("a request that breaks the spec is rejected as ever, and uses up no fault", async () => {
    const fault = list.fail({ status: 500, times: 1 });
    const wrong = tenants.open({ retries: 0 });
    const rejected =
      api === "blotato"
        ? wrong.raw.blotato.GET("/v2/conversations", { params: { query: { limit: 9_999 } } })
        : wrong.raw.blooio.GET("/chats", { params: { query: { limit: 9_999 } } });
    expect((await rejected).response.status).toBeLessThan(500);
    expect(fault.hits).toBe(0);
    await expect(read(wrong)).rejects.toMatchObject({ status: 500 });
    expect(fault.hits).toBe(1);
  });

  test("a fault that is removed hits no more", async () => {
    const fault = list.fail({ status: 500 });
    await expect(read(open())).rejects.toBeInstanceOf(ApiError);
    fault.remove();
    await expect(read(open())).resolves.toHaveLength(4);
  });

  test("the journal tells what was sent, in an assertion that reads well", async () => {
    const tenant = open();
    await write(tenant);
    expect(send.requests()).toMatchObject([
      { method: "POST", body: { text: message.text }, problems: [], response: { status: 201 } },
    ]);
  });
});
