/* oxlint-disable vitest/expect-expect -- a call that must not compile is the assertion */
import { describe, expectTypeOf, test } from "vitest";

import {
  isKnown,
  type Blooio,
  type BlooioErrorBody,
  type Channel,
  type Chat,
  type ChannelType,
  type DryRunResult,
  type FanOutResult,
  type Message,
  type MessageStatus,
  type SentMessage,
} from "../../src/blooio/index.ts";
import { isApiError, type ApiError, type Listing } from "../../src/index.ts";

declare const blooio: Blooio;

describe("a message", () => {
  test("has one kind of content, or a text with attachments", () => {
    void blooio.messages.send({ to: "+1", text: "a", attachments: ["https://example.com/a.png"] });
    void blooio.chats.send("chat_1", { poll: { title: "?", options: ["a", "b"] } });
    // @ts-expect-error no content
    void blooio.messages.send({ to: "+1" });
    // @ts-expect-error two kinds
    void blooio.messages.send({ to: "+1", text: "a", poll: { title: "?", options: ["a", "b"] } });
    // @ts-expect-error two kinds
    void blooio.chats.send("chat_1", {
      attachments: ["https://example.com/a.png"],
      rich_link: { url: "https://example.com" },
    });
    // @ts-expect-error the text may not be undefined
    void blooio.chats.send("chat_1", { text: undefined });
    // @ts-expect-error a field that is misspelt
    void blooio.chats.send("chat_1", { text: "a", replyTo: "msg_1" });
  });

  test("takes the flat form, not the retired one", () => {
    // @ts-expect-error retired
    void blooio.messages.send({ to: "+1", content: { text: "a" } });
    // @ts-expect-error retired: the sender is `from`
    void blooio.messages.send({ to: "+1", text: "a", channel_id: "ch_1" });
  });

  test("has one way to its sender", () => {
    void blooio.messages.send({ to: "+1", text: "a", from: "+2" });
    void blooio.messages.send({ to: "+1", text: "a", hybrid: true, channel_type: "twilio" });
    // @ts-expect-error a sender, and routing
    void blooio.messages.send({ to: "+1", text: "a", from: "+2", hybrid: true });
    // @ts-expect-error a sender, and a priority
    void blooio.messages.send({ to: "+1", text: "a", from: "+2", priority_id: "priority_1" });
    // @ts-expect-error a sender, and a type of channels
    void blooio.messages.send({ to: "+1", text: "a", from: "+2", channel_type: "twilio" });
    // @ts-expect-error enums of requests are closed
    void blooio.messages.send({ to: "+1", text: "a", channel_type: "amb" });
  });

  test("to one is not one to several", () => {
    expectTypeOf(blooio.messages.send({ to: { contact_id: "ct_1" }, text: "a" })).resolves.toEqualTypeOf<SentMessage>();
    const from = { id: "ch_1", type: "twilio" };
    expectTypeOf(blooio.messages.sendToEach({ from, to: ["+1"], text: "a" })).resolves.toEqualTypeOf<FanOutResult>();
    expectTypeOf(blooio.messages.sendToGroup({ from, to: ["+1"], text: "a" })).resolves.toEqualTypeOf<SentMessage>();
    // @ts-expect-error several addresses may become several messages
    void blooio.messages.send({ to: ["+1", "+2"], text: "a" });
    // @ts-expect-error one
    void blooio.messages.sendToEach({ from, to: "+1", text: "a" });
    // @ts-expect-error a sender of which nobody knows whether it has groups
    void blooio.messages.sendToEach({ from: "+15555550107", to: ["+1"], text: "a" });
    // @ts-expect-error a sender that is chosen among all
    void blooio.messages.sendToEach({ to: ["+1"], text: "a" });
    // @ts-expect-error a type of channels with groups
    void blooio.messages.sendToEach({ channel_type: "blooio", to: ["+1"], text: "a" });
    // @ts-expect-error a group needs a sender
    void blooio.messages.sendToGroup({ channel_type: "blooio", to: ["+1"], text: "a" });
    // @ts-expect-error without a recipient
    void blooio.messages.send({ text: "a" });
  });
});

test("a dry run is another call, and its result is no message", () => {
  expectTypeOf(blooio.messages.dryRun({ to: "+1", text: "a" })).resolves.toEqualTypeOf<DryRunResult>();
  expectTypeOf(blooio.chats.dryRun("chat_1", { text: "a" })).resolves.toEqualTypeOf<DryRunResult>();
  expectTypeOf<DryRunResult>().not.toHaveProperty("id");
  expectTypeOf<SentMessage["id"]>().toEqualTypeOf<string>();
  // @ts-expect-error a send that sends nothing
  void blooio.messages.send({ to: "+1", text: "a", dry_run: true });
  // @ts-expect-error a send that sends nothing
  void blooio.chats.send("chat_1", { text: "a", dry_run: true });
  const draft = { to: "+1", text: "a", dry_run: true };
  // @ts-expect-error a send that sends nothing, from a variable
  void blooio.messages.send(draft);
  // @ts-expect-error a send that sends nothing, from a variable
  void blooio.chats.send("chat_1", draft);
  const several = { channel_type: "twilio", to: ["+1", "+2"], text: "a", dry_run: true } as const;
  // @ts-expect-error a send that sends nothing, from a variable
  void blooio.messages.sendToEach(several);
  // @ts-expect-error nothing was sent that could be followed
  void blooio.messages.dryRun({ to: "+1", text: "a" }).then((result) => blooio.messages.waitUntilDelivered(result));
  // @ts-expect-error a dry run needs no key
  void blooio.chats.dryRun("chat_1", { text: "a" }, { idempotencyKey: "k" });
});

test("lists are of their items, need a limit to become an array, and take known filters only", () => {
  expectTypeOf(blooio.chats.list({ state: "open" })).toEqualTypeOf<Listing<Chat>>();
  expectTypeOf(blooio.chats.messages("chat_1", { order: "asc" })).toEqualTypeOf<Listing<Message>>();
  expectTypeOf(blooio.channels.list()).toEqualTypeOf<Listing<Channel>>();
  // @ts-expect-error without a limit
  void blooio.channels.list().toArray();
  // @ts-expect-error enums of requests are closed
  blooio.chats.list({ state: "archived" });
  // @ts-expect-error enums of requests are closed
  blooio.chats.messages("chat_1", { order: "newest" });
  // @ts-expect-error without the chat
  blooio.chats.messages();
});

test("enums of responses are open, and typing is closed", () => {
  expectTypeOf<"telegram">().toExtend<ChannelType>();
  expectTypeOf<"paused">().toExtend<NonNullable<MessageStatus["status"]>>();
  expectTypeOf<string>().not.toEqualTypeOf<ChannelType>();
  // @ts-expect-error no such state
  void blooio.chats.setTyping("chat_1", { state: "paused" });
  // @ts-expect-error no such state to wait for
  void blooio.messages.waitUntilDelivered({ id: "m", chat_id: "c" }, { until: "read" });
});

test("isApiError narrows the body to what can be there: what Blooio documents, a failed message, and the text of anything else", () => {
  const error: unknown = undefined;
  if (isApiError(error, "blooio")) {
    expectTypeOf(error).toEqualTypeOf<ApiError<BlooioErrorBody>>();
    // @ts-expect-error it may be a page of a proxy
    void error.body.error;
    if (typeof error.body === "string") return;
    if ("fan_out" in error.body) expectTypeOf(error.body.data).toEqualTypeOf<FanOutResult["data"]>();
    // @ts-expect-error Blotato's body
    void error.body.reqId;
  }
});

test("lists may be read-only, and what may be left out may be undefined", () => {
  const to = ["+1", "+2"] as const;
  const attachments = ["https://example.com/a.png"] as const;
  const from = { id: "ch_1", type: "twilio" } as const;
  void blooio.messages.sendToEach({ from, to, text: "a", attachments, reply_to: undefined, effect: undefined });
  void blooio.messages.dryRun({ from: undefined, to, text: "a" });
  void blooio.messages.send({ to: "+1", parts: [{ text: "a" }, { url: undefined }] as const, text: undefined });
  const options = ["yes", "no"] as const;
  void blooio.chats.send("chat_1", { poll: { title: "?", options } }, { idempotencyKey: undefined });
  void blooio.raw.POST("/messages", { body: { to, text: "a", from: undefined } });
  blooio.chats.list({ state: undefined, channel_id: undefined });
  void blooio.messages.waitUntilDelivered({ id: undefined, chat_id: undefined }, { until: undefined });
});

test("an open enum narrows to the values that the document names", () => {
  const status = null as unknown as NonNullable<MessageStatus["status"]>;
  if (isKnown("messageState", status) && status !== "queued") {
    expectTypeOf(status).toEqualTypeOf<"sent" | "delivered" | "read" | "failed" | "superseded" | "received">();
  }
});
