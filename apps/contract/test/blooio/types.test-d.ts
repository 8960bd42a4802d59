import type {
  AccountContext,
  AuthError,
  BlooioClient,
  Channel,
  ChannelEnvelope,
  ChannelPage,
  Chat,
  ChatCreated,
  ChatEnvelope,
  ChatPage,
  ConversationLimitBody,
  ErrorBody,
  FanOutResult,
  Message,
  MessageEnvelope,
  MessagePage,
  MessageSendResult,
  MessageState,
  MessageStatus,
  MessageStatusEnvelope,
  ReactionResult,
  ReadReceipt,
  TypingIndicator,
  UndocumentedBody,
} from "@switchboard/blooio";
import type { Listing } from "@switchboard/messaging";
import type { Blooio, BlooioRaw, DryRunResult, SentMessage } from "@switchboard/messaging/blooio";
import { describe, expectTypeOf, test } from "vitest";

declare const raw: BlooioClient;
declare const facade: Blooio;

const chat = { params: { path: { chatId: "chat_1" } } };
const message = { params: { path: { chatId: "chat_1", messageId: "msg_1" } } };

describe("the data of the raw client are the named types, not a mapped form of them", () => {
  test("of what is read", async () => {
    expectTypeOf((await raw.GET("/chats")).data).toEqualTypeOf<ChatPage | undefined>();
    expectTypeOf((await raw.GET("/channels")).data).toEqualTypeOf<ChannelPage | undefined>();
    expectTypeOf((await raw.GET("/chats/{chatId}", chat)).data).toEqualTypeOf<ChatEnvelope | undefined>();
    expectTypeOf((await raw.GET("/chats/{chatId}/messages", chat)).data).toEqualTypeOf<MessagePage | undefined>();
    const one = await raw.GET("/chats/{chatId}/messages/{messageId}", message);
    expectTypeOf(one.data).toEqualTypeOf<MessageEnvelope | undefined>();
    const status = await raw.GET("/chats/{chatId}/messages/{messageId}/status", message);
    expectTypeOf(status.data).toEqualTypeOf<MessageStatusEnvelope | undefined>();
    const channel = await raw.GET("/channels/{channel}", { params: { path: { channel: "ch_1" } } });
    expectTypeOf(channel.data).toEqualTypeOf<ChannelEnvelope | undefined>();
  });

  test("of what is written: a send is a result or a fan-out", async () => {
    const sent = await raw.POST("/messages", { body: { to: "+15555550142", text: "Hello" } });
    expectTypeOf(sent.data).toEqualTypeOf<MessageSendResult | FanOutResult | undefined>();
    const intoChat = await raw.POST("/chats/{chatId}/messages", { ...chat, body: { text: "Hello" } });
    expectTypeOf(intoChat.data).toEqualTypeOf<MessageSendResult | undefined>();
  });

  test("and so are its errors, in their three shapes", async () => {
    expectTypeOf((await raw.GET("/chats")).error).toEqualTypeOf<ErrorBody | AuthError | UndocumentedBody | undefined>();
    const { error } = await raw.POST("/messages", { body: { to: "+15555550142", text: "Hello" } });
    expectTypeOf(error).toEqualTypeOf<
      ErrorBody | AuthError | ConversationLimitBody | FanOutResult | UndocumentedBody | undefined
    >();
  });

  test("an open enum within them keeps its known values", async () => {
    const { data } = await raw.GET("/chats/{chatId}/messages", chat);
    expectTypeOf(data?.data[0]?.status).toEqualTypeOf<MessageState | undefined>();
  });
});

test("the facade gives the named types, and nothing of the HTTP or the envelopes around them", () => {
  expectTypeOf<Blooio["chats"]["list"]>().returns.toEqualTypeOf<Listing<Chat>>();
  expectTypeOf<Blooio["chats"]["messages"]>().returns.toEqualTypeOf<Listing<Message>>();
  expectTypeOf<Blooio["chats"]["get"]>().returns.resolves.toEqualTypeOf<Chat>();
  expectTypeOf<Blooio["chats"]["findOrCreate"]>().returns.resolves.toEqualTypeOf<ChatCreated>();
  expectTypeOf<Blooio["chats"]["send"]>().returns.resolves.toEqualTypeOf<SentMessage>();
  expectTypeOf<Blooio["chats"]["dryRun"]>().returns.resolves.toEqualTypeOf<DryRunResult>();
  expectTypeOf<Blooio["chats"]["markRead"]>().returns.resolves.toEqualTypeOf<ReadReceipt>();
  expectTypeOf<Blooio["chats"]["setTyping"]>().returns.resolves.toEqualTypeOf<TypingIndicator>();
  expectTypeOf<Blooio["messages"]["send"]>().returns.resolves.toEqualTypeOf<SentMessage>();
  expectTypeOf<Blooio["messages"]["sendToEach"]>().returns.resolves.toEqualTypeOf<FanOutResult>();
  expectTypeOf<Blooio["messages"]["sendToGroup"]>().returns.resolves.toEqualTypeOf<SentMessage>();
  expectTypeOf<Blooio["messages"]["get"]>().returns.resolves.toEqualTypeOf<Message>();
  expectTypeOf<Blooio["messages"]["status"]>().returns.resolves.toEqualTypeOf<MessageStatus>();
  expectTypeOf<Blooio["messages"]["react"]>().returns.resolves.toEqualTypeOf<ReactionResult>();
  expectTypeOf<Blooio["messages"]["waitUntilDelivered"]>().returns.resolves.toEqualTypeOf<MessageStatus>();
  expectTypeOf<Blooio["channels"]["list"]>().returns.toEqualTypeOf<Listing<Channel>>();
  expectTypeOf<Blooio["channels"]["get"]>().returns.resolves.toEqualTypeOf<Channel>();
  expectTypeOf<Blooio["account"]["get"]>().returns.resolves.toEqualTypeOf<AccountContext>();
  expectTypeOf<Blooio["raw"]>().toEqualTypeOf<BlooioRaw>();
});

test("a message that was sent can be followed, and a dry run cannot", () => {
  expectTypeOf<SentMessage["id"]>().toEqualTypeOf<string>();
  expectTypeOf<DryRunResult>().not.toHaveProperty("id");
  expectTypeOf<DryRunResult["dry_run"]>().toEqualTypeOf<true>();
  const checking = facade.messages.dryRun({ to: "+15555550142", text: "Hello" });
  expectTypeOf(checking).resolves.toEqualTypeOf<DryRunResult>();
  const several = facade.messages.dryRun({ to: ["+15555550142", "+15555550143"], text: "Hello" });
  expectTypeOf(several).resolves.toEqualTypeOf<DryRunResult | FanOutResult>();
});

test("a call that the API cannot take does not compile", () => {
  const hello = { text: "Hello" } as const;
  expectTypeOf<Parameters<Blooio["messages"]["send"]>[0]>().not.toBeAny();
  // @ts-expect-error an unknown query parameter
  void raw.GET("/chats", { params: { query: { page: 2 } } });
  // @ts-expect-error an unknown path
  void raw.GET("/no-such-path");
  // @ts-expect-error no method for it
  void raw.DELETE("/chats/{chatId}", chat);
  // @ts-expect-error the recipient is missing
  void facade.messages.send(hello);
  // @ts-expect-error the chat fixes the recipient
  void facade.chats.send("chat_1", { ...hello, to: "+15555550142" });
  // @ts-expect-error several recipients have a call of their own
  void facade.messages.send({ ...hello, to: ["+15555550142", "+15555550143"] });
  // @ts-expect-error `hybrid` cannot stand beside `from`
  void facade.messages.send({ ...hello, to: "+15555550142", from: "+15555550101", hybrid: true });
  // @ts-expect-error a dry run has a call of its own
  void facade.messages.send({ ...hello, to: "+15555550142", dry_run: true });
  // @ts-expect-error not a typing state
  void facade.chats.setTyping("chat_1", { state: "paused" });
});
