import { describe, expect, it } from "vitest";

import { createInbox, type InboxConversation, type InboxMessage } from "../../src/inbox/index.ts";
import { blooioOf, blotatoOf, messageOf } from "../samples.ts";
import { json, serviceOf } from "../scripted-fetch.ts";
import { rejection, useVirtualTime } from "../virtual-time.ts";
import { firstOf } from "./first-of.ts";
import { chatAt, contact, conversationAt, minutesAgo, now, route, written } from "./records.ts";

useVirtualTime();

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
