import { describe, expect, it } from "vitest";

import { ApiError } from "../../src/index.ts";
import { createInbox, type InboxConversation, type InboxMessage } from "../../src/inbox/index.ts";
import { blooioOf, blotatoOf, messageOf } from "../samples.ts";
import { json, serviceOf, type Responder, type SentRequest } from "../scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime } from "../virtual-time.ts";
import { eventOf } from "./moving-services.ts";

useVirtualTime();

const now = Date.parse("2026-11-20T12:00:00Z");
const minutesAgo = (minutes: number): number => now - minutes * 60_000;
const iso = (time: number): string => new Date(time).toISOString();

const person = { id: "17", name: "Ada", profileImageUrl: null, username: "ada" };
const conversationAt = (id: string, time: number, platform = "instagram"): object => ({
  id,
  accountId: "98",
  platform,
  participants: [person],
  createdAt: iso(time),
  updatedAt: iso(time),
});
const chatAt = (id: string, time: number): object => ({
  id,
  channel_type: "blooio",
  contact_id: `ct_${id}`,
  identity_id: "cid_1",
  last_message_at: time,
});
const contact = { id: "ct_1", name: "Grace", identities: [{ id: "cid_1", identifier: "+15555550142" }] };
const written = { id: "m1", chat_id: "c1", direction: "inbound", text: "Hello", created_at: now, status: "received" };

const route =
  (responses: Readonly<Record<string, Responder | object>>): Responder =>
  (request: SentRequest) => {
    const path = request.url.pathname.replace(/^\/v\d/, "");
    const found = responses[`${request.method} ${path}`] ?? responses[path];
    if (found === undefined) throw new Error(`nothing responds to ${request.method} ${path}`);
    return typeof found === "function" ? (found as Responder)(request) : json(200, found)(request);
  };

const firstOf = async <Item>(items: AsyncIterable<Item>): Promise<Item> => {
  for await (const item of items) return item;
  throw new Error("there is none");
};

describe("conversations", () => {
  it("are those of both services, merged by their last activity, and no page is loaded before it is needed", async () => {
    const blotato = serviceOf(
      json(200, { items: [conversationAt("a", minutesAgo(1)), conversationAt("b", minutesAgo(30))], cursor: "next" }),
    );
    const blooio = serviceOf(
      route({
        "/chats": { data: [chatAt("c", minutesAgo(5)), chatAt("d", minutesAgo(60))], has_more: true, next_cursor: "n" },
        "/contacts/ct_c": { data: contact },
        "/contacts/ct_d": { data: contact },
      }),
    );
    const inbox = createInbox({ blotato: blotatoOf(blotato), blooio: blooioOf(blooio) });
    const seen: InboxConversation[] = [];
    for await (const conversation of inbox.conversations({ since: new Date(minutesAgo(20)) })) seen.push(conversation);
    expect(seen).toMatchObject([
      { service: "blotato", id: "a", network: "instagram", lastActivityAt: new Date(minutesAgo(1)) },
      { service: "blooio", id: "c", network: "blooio", lastActivityAt: new Date(minutesAgo(5)) },
    ]);
    expect(seen.map(({ people }) => people)).toEqual([
      [{ id: "17", name: "Ada", address: undefined, handle: "ada" }],
      [{ id: "ct_1", name: "Grace", address: "+15555550142", handle: undefined }],
    ]);
    expect(blotato.requests).toHaveLength(1);
    expect(blooio.requests.filter(({ url }) => url.pathname.endsWith("/chats"))).toHaveLength(1);
  });

  it("are read one by one, by the service and id that a message or an event gives", async () => {
    const blotato = serviceOf(route({ "/conversations/a": conversationAt("a", minutesAgo(1)) }));
    const blooio = serviceOf(
      route({ "/chats/c": { data: chatAt("c", minutesAgo(5)) }, "/contacts/ct_c": { data: contact } }),
    );
    const inbox = createInbox({ blotato: blotatoOf(blotato), blooio: blooioOf(blooio) });
    const people = [{ id: "ct_1", name: "Grace", address: "+15555550142", handle: undefined }];
    expect(await inbox.conversation("blotato", "a")).toMatchObject({
      service: "blotato",
      id: "a",
      people: [{ id: "17" }],
    });
    expect(await inbox.conversation("blooio", "c")).toMatchObject({ service: "blooio", id: "c", people });
    const blotatoAlone = createInbox({ blotato: blotatoOf(blotato) });
    expect(await rejection(blotatoAlone.conversation("blooio", "c"))).toMatchObject({ code: "unsupported" });
  });
});

describe("messages", () => {
  it("have one shape, with the vendor's own object", async () => {
    const raw = messageOf({ conversationId: "a", direction: "incoming", senderId: "17", status: "delivered" });
    const attachment = { url: "https://example.com/a.jpg", media_type: "image/jpeg", size: 7, caption: null };
    const blotato = blotatoOf(
      serviceOf(route({ "/conversations": { items: [conversationAt("a", now)] }, "/messages": { items: [raw] } })),
    );
    const blooio = blooioOf(
      serviceOf(
        route({
          "/chats": { data: [chatAt("c1", now - 1)], has_more: false, next_cursor: null },
          "/contacts/ct_c1": { data: contact },
          "/chats/c1/messages": {
            data: [{ ...written, text: null, attachments: [attachment] }],
            has_more: false,
            next_cursor: null,
          },
        }),
      ),
    );
    const inbox = createInbox({ blotato, blooio });
    const messages: InboxMessage[] = [];
    for await (const conversation of inbox.conversations()) messages.push(await firstOf(inbox.messages(conversation)));
    expect(messages).toEqual([
      {
        service: "blotato",
        raw,
        id: "msg_1",
        conversationId: "a",
        network: "instagram",
        direction: "inbound",
        person: { id: "17", name: "Ada", address: undefined, handle: "ada" },
        text: "Hello",
        attachments: [],
        status: "delivered",
        at: new Date(raw.createdAt),
      },
      {
        service: "blooio",
        raw: expect.objectContaining({ id: "m1" }) as unknown,
        id: "m1",
        conversationId: "c1",
        network: "blooio",
        direction: "inbound",
        person: { id: "ct_1", name: "Grace", address: "+15555550142", handle: undefined },
        text: undefined,
        attachments: [{ url: "https://example.com/a.jpg", mediaType: "image/jpeg", size: 7, caption: undefined }],
        status: "received",
        at: new Date(now),
      },
    ]);
  });
});

const oneChat = route({
  "/chats": { data: [chatAt("c1", now)], has_more: false, next_cursor: null },
  "/contacts/ct_c1": { data: contact },
  "/chats/c1/messages": { data: [written], has_more: false, next_cursor: null },
  "POST /chats/c1/messages": { id: "m2", chat_id: "c1", status: "queued" },
});

describe("a watch", () => {
  it.each(["", "{}x", '{"blooio":{"floor":"x","seen":[]}}', new Date(Number.NaN)])(
    "rejects %j as the place to go on from",
    async (from) => {
      const inbox = createInbox({ blooio: blooioOf(serviceOf(oneChat)) });
      await expect(inbox.watch({ from }).next()).rejects.toMatchObject({ code: "invalidOption" });
    },
  );

  it("ends with an error that cannot pass", async () => {
    const inbox = createInbox({ blooio: blooioOf(serviceOf(json(401, { error: { code: "unauthorized" } }))) });
    await expect(inbox.watch({ from: new Date() }).next()).rejects.toMatchObject({ kind: "auth" });
  });

  it("ends at once with the reason of its signal, in the middle of a wait", async () => {
    const inbox = createInbox({ blooio: blooioOf(serviceOf(oneChat)) });
    const controller = new AbortController();
    const watch = inbox.watch({ from: new Date(), interval: 3_600_000, signal: controller.signal });
    expect((await inVirtualTime(watch.next())).value).toMatchObject({ message: { id: "m1" } });
    const next = rejection(watch.next());
    const reason = new Error("enough");
    controller.abort(reason);
    expect(await next).toBe(reason);
  });

  it("is woken by an event, and gives the message from its chat once", async () => {
    const data: object[] = [];
    const service = serviceOf(
      route({
        "/chats": () =>
          Response.json({ data: [{ ...chatAt("c1", now), group_id: "grp_1" }], has_more: false, next_cursor: null }),
        "/chats/c1/messages": () => Response.json({ data, has_more: false, next_cursor: null }),
      }),
    );
    const inbox = createInbox({ blooio: blooioOf(service) });
    const watch = inbox.watch({ from: new Date(), interval: 3_600_000 });
    const next = watch.next();
    data.push(written);
    inbox.accept(eventOf({ id: "m1", conversationId: "c1", at: now }));
    const { message } = (await inVirtualTime(next)).value ?? {};
    expect(message).toMatchObject({ id: "m1", person: { address: "+15555550142" } });
    inbox.accept(eventOf({ id: "m1", conversationId: "c1", at: now }));
    data.unshift({ ...written, id: "m9" });
    expect((await inVirtualTime(watch.next())).value).toMatchObject({ message: { id: "m9" } });
    expect(performance.now()).toBeLessThan(3_600_000);
  });
});

describe("a chat that moves to the front while the chats are walked", () => {
  it("is not missed, with what was written in it long before", async () => {
    const messages: Record<string, object[]> = {
      a: [{ ...written, id: "a1", created_at: minutesAgo(1) }],
      c: [{ ...written, id: "c1", created_at: minutesAgo(30) }],
    };
    const page = (data: object[], next: string | null): Response =>
      Response.json({ data, has_more: next !== null, next_cursor: next });
    const service = serviceOf((request) => {
      const [, id = ""] = /\/chats\/(\w+)\/messages$/.exec(request.url.pathname) ?? [];
      if (id !== "") return page(messages[id] ?? [], null);
      if (request.url.pathname.includes("/contacts/")) return Response.json({ data: contact });
      // After the first page somebody writes into the chat of the second, which then has nothing left.
      if (request.url.searchParams.has("cursor")) return page([], null);
      if (messages["c"]?.length === 2) return page([chatAt("c", now), chatAt("a", minutesAgo(1))], null);
      messages["c"]?.unshift({ ...written, id: "c2", created_at: now });
      return page([chatAt("a", minutesAgo(1))], "second");
    });
    const inbox = createInbox({ blooio: blooioOf(service) });
    const watch = inbox.watch({ from: new Date(minutesAgo(60)) });
    const given: unknown[] = [];
    for (let count = 0; count < 3; count += 1) given.push((await inVirtualTime(watch.next())).value?.message.id);
    expect(given).toEqual(["c1", "a1", "c2"]);
  });
});

describe("a reply", () => {
  const to = async (responder: Responder) => {
    const service = serviceOf(responder);
    const inbox = createInbox({ blooio: blooioOf(service) });
    const conversation = await firstOf(inbox.conversations());
    return { service, inbox, conversation, message: await firstOf(inbox.messages(conversation)) };
  };

  it("goes into the chat on Blooio, under the key that is given, and is followed to its delivery", async () => {
    const { inbox, message, service } = await to((request) =>
      request.url.pathname.endsWith("/status")
        ? json(200, { data: { id: "m2", status: "delivered" } })(request)
        : oneChat(request),
    );
    const sent = await inbox.reply(message, "Yes", { idempotencyKey: "k1" });
    expect(sent).toMatchObject({ service: "blooio", id: "m2", conversationId: "c1", status: "queued" });
    const request = service.requests.find(({ method }) => method === "POST");
    expect(JSON.parse(request?.text ?? "")).toEqual({ text: "Yes" });
    expect(request?.headers.get("idempotency-key")).toBe("k1");
    expect(await inbox.follow(sent)).toMatchObject({ id: "m2", status: "delivered" });
  });

  it("goes on Blotato to whoever wrote, from the page to which they wrote", async () => {
    const raw = { platform: "facebook", direction: "incoming", senderId: "18", recipientId: "100200300" } as const;
    const service = serviceOf(
      route({
        "/conversations": { items: [conversationAt("a", now, "facebook")] },
        "/conversations/a": conversationAt("a", now, "facebook"),
        "/messages": { items: [messageOf({ ...raw, conversationId: "a" })] },
        "POST /messages": messageOf({ id: "m2", conversationId: "a" }),
      }),
    );
    const inbox = createInbox({ blotato: blotatoOf(service) });
    const message = await firstOf(inbox.messages(await firstOf(inbox.conversations())));
    expect(await inbox.reply(message, "Yes")).toMatchObject({ service: "blotato", id: "m2", status: "queued" });
    expect(JSON.parse(service.requests.at(-1)?.text ?? "")).toEqual({
      accountId: "98",
      recipientId: "18",
      text: "Yes",
      target: { targetType: "facebook", pageId: "100200300" },
    });
  });

  it("is rejected before any send: to what we wrote, with an option of the other service, without its client", async () => {
    const { conversation, inbox, message, service } = await to(oneChat);
    const own: InboxMessage = { ...message, direction: "outbound" };
    await expect(inbox.reply(own, "Yes")).rejects.toMatchObject({ code: "invalidInput" });
    await expect(inbox.reply(message, "Yes", { pageId: "1" })).rejects.toMatchObject({ code: "invalidOption" });
    const elsewhere = { ...conversation, service: "blotato" } as InboxConversation;
    await expect(inbox.reply(elsewhere, "Yes")).rejects.toMatchObject({ code: "unsupported" });
    expect(service.requests.filter(({ method }) => method === "POST")).toEqual([]);
    expect(() => createInbox({})).toThrow("no client");
  });

  it("that failed says so when it is followed", async () => {
    const { inbox, message } = await to((request) =>
      request.url.pathname.endsWith("/status")
        ? json(200, { data: { id: "m2", status: "failed", error: { code: "30003" } } })(request)
        : oneChat(request),
    );
    const failure = await rejection(inbox.follow(await inbox.reply(message, "Yes")));
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({ kind: "delivery", code: "30003" });
  });
});
