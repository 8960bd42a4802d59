import { describe, expect, test, vi } from "vitest";

import type { Blooio, SendOptions } from "../../src/blooio/index.ts";
import { accepted, blooioOf, blotatoOf, directMessage } from "../samples.ts";
import { json, reset, serviceOf, text, unreached, type ScriptedService } from "../scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime } from "../virtual-time.ts";

useVirtualTime();

const keysOf = ({ requests }: ScriptedService): (string | null)[] =>
  requests.map(({ headers }) => headers.get("idempotency-key"));

/** What any of them takes for a success. */
const success = { ...accepted, data: { purchase_id: "pur_1", status: "provisioning" } };

const sends: readonly { readonly name: string; send(client: Blooio, options?: SendOptions): Promise<unknown> }[] = [
  { name: "messages.send", send: ({ messages }, options) => messages.send({ to: "+1", text: "a" }, options) },
  {
    name: "messages.sendToEach",
    send: ({ messages }, options) => messages.sendToEach({ channel_type: "twilio", to: ["+1"], text: "a" }, options),
  },
  { name: "chats.send", send: ({ chats }, options) => chats.send("chat_1", { text: "a" }, options) },
  { name: "channels.send", send: ({ channels }, options) => channels.send("+2", { to: "+1", text: "a" }, options) },
  { name: "numbers.purchase", send: ({ numbers }, options) => numbers.purchase({ plan: "dedicated_com" }, options) },
];

describe.each(sends)("$name", ({ send }) => {
  const failing = () => serviceOf(reset, json(429, {}), unreached, text(201, '{"id'), json(200, success));

  test("has one key in all of its attempts, and another in each call", async () => {
    const keys: (string | null)[] = [];
    for (const _ of [1, 2]) {
      const service = failing();
      await inVirtualTime(send(blooioOf(service, { retries: 4 })));
      expect(service.requests).toHaveLength(5);
      expect(new Set(keysOf(service)).size).toBe(1);
      keys.push(...keysOf(service));
    }
    expect(new Set(keys).size).toBe(2);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("has a key where crypto has no randomUUID, as on a page that was loaded over http", async () => {
    vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
    try {
      const service = failing();
      await inVirtualTime(send(blooioOf(service, { retries: 4 })));
      expect(keysOf(service)[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test("keeps the caller's key", async () => {
    const service = failing();
    await inVirtualTime(send(blooioOf(service, { retries: 4 }), { idempotencyKey: "order-4711" }));
    expect(new Set(keysOf(service))).toEqual(new Set(["order-4711"]));
  });

  test("keeps the caller's key when it is given as a header", async () => {
    const service = serviceOf(json(201, success));
    await send(blooioOf(service), { headers: { "Idempotency-Key": "order-4711" } });
    expect(keysOf(service)).toEqual(["order-4711"]);
  });

  test.each(["", "two words", "line\nbreak", "café"])(
    "rejects the key %j before any request",
    async (idempotencyKey) => {
      const service = serviceOf(json(201, success));
      const error = await rejection(send(blooioOf(service), { idempotencyKey }));
      expect(error).toMatchObject({
        name: "SwitchboardError",
        message: expect.stringContaining("idempotencyKey") as string,
      });
      expect(service.requests).toEqual([]);
    },
  );
});

test("a raw send is repeated when it has a key, and not otherwise", async () => {
  for (const header of [{ "Idempotency-Key": "k" }, undefined]) {
    const service = serviceOf(text(500, ""));
    const { raw } = blooioOf(service);
    const params = header === undefined ? {} : { header };
    const { response } = await inVirtualTime(raw.POST("/messages", { params, body: { to: "+1", text: "a" } }));
    expect(response.status).toBe(500);
    expect(service.requests).toHaveLength(header === undefined ? 1 : 4);
  }
});

test("a key makes nothing repeatable where the service does not honour it", async () => {
  const headers = { "idempotency-key": "k" };
  const service = serviceOf(reset);
  const blooio = blooioOf(service);
  await inVirtualTime(rejection(blooio.chats.markRead("chat_1", { headers })));
  await inVirtualTime(rejection(blooio.messages.react("chat_1", "messages", { reaction: "+love" }, { headers })));
  await inVirtualTime(rejection(blooio.chats.findOrCreate({ channel_id: "ch_1", to: "+1" }, { headers })));
  await inVirtualTime(rejection(blotatoOf(service).messages.send(directMessage, { headers })));
  expect(service.requests).toHaveLength(4);
});

test("Blotato gets no key that it would not honour", async () => {
  const service = serviceOf(reset);
  await inVirtualTime(rejection(blotatoOf(service).messages.send(directMessage)));
  expect(keysOf(service)).toEqual([null]);
});

test("a dry run, which sends nothing, may always be repeated, and never says that it may have sent", async () => {
  const service = serviceOf(text(500, ""));
  const error = await inVirtualTime(rejection(blooioOf(service).chats.dryRun("chat_1", { text: "a" })));
  expect(error).toMatchObject({ maybeSent: false, attempts: 4 });
});
