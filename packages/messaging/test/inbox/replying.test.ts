import { describe, expect, it } from "vitest";

import { ApiError } from "../../src/index.ts";
import { createInbox, type InboxConversation, type InboxMessage } from "../../src/inbox/index.ts";
import { blooioOf, blotatoOf, messageOf } from "../samples.ts";
import { json, serviceOf, type Responder } from "../scripted-fetch.ts";
import { rejection, useVirtualTime } from "../virtual-time.ts";
import { firstOf } from "./first-of.ts";
import { conversationAt, now, oneChat, route } from "./records.ts";

useVirtualTime();

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
