import { createMemoryState } from "@chat-adapter/state-memory";
import { NotImplementedError } from "chat";
import { assert, expect, it } from "vitest";

import { eventually, openScene } from "../bot.ts";
import { useHeldMock } from "../held-mock.ts";
import { sendsOf } from "./recorded-sends.ts";

const held = useHeldMock();

it("replies on Facebook from the page to which the person wrote, also after a restart", async () => {
  await using scene = await openScene(held.mock, "from-a-page");
  const conversation = await scene.blotato.conversations.list({ platform: "facebook" }).first();
  assert(conversation);
  const state = createMemoryState();
  const first = await scene.start(
    (bot) => bot.onDirectMessage(async (thread) => void (await thread.post("One moment"))),
    { state },
  );
  held.mock.blotato.receive({ conversationId: conversation.id, text: "Are you open?" }, { key: scene.key });
  await eventually(() => sendsOf(scene)).toHaveLength(1);
  await first.shutdown();
  const bot = await scene.start(() => undefined, { state, blotato: { polling: false } });
  await bot.thread(`blotato:${conversation.id}`).post("We are.");
  const target = { targetType: "facebook", pageId: expect.stringMatching(/^9876/) as unknown };
  const { id: recipientId } = conversation.participants[0] ?? {};
  expect(sendsOf(scene)).toMatchObject([
    { text: "One moment", recipientId, target },
    { text: "We are.", recipientId, target },
  ]);
});

it("sends once: a lost response is an error that says maybeSent", async () => {
  await using scene = await openScene(held.mock, "maybe-sent");
  const bot = await scene.start(() => undefined, { blotato: { polling: false } });
  held.mock.blotato.fail("sendMessage", { reset: "before", processed: true, times: 1, key: scene.key });
  const thread = bot.thread(`blotato:${scene.conversation.id}`);
  await expect(thread.post("We are open.")).rejects.toMatchObject({ name: "ConnectionError", maybeSent: true });
  expect(sendsOf(scene)).toHaveLength(1);
});

it("sends plain text, and rejects what cannot be sent with the reason", async () => {
  await using scene = await openScene(held.mock, "plain");
  const bot = await scene.start(() => undefined, { blotato: { polling: false } });
  const thread = bot.thread(`blotato:${scene.conversation.id}`);
  await thread.post({ markdown: "**Open** until _six_.\n\n1. Rye\n2. Spelt" });
  expect(sendsOf(scene)).toMatchObject([{ text: "Open until six.\n\n1. Rye\n2. Spelt" }]);
  const attachments = [{ type: "image" as const, url: "https://a.example/b.jpg" }];
  await expect(thread.post({ markdown: "Look", attachments })).rejects.toThrow(
    "Blotato sends no files in direct messages",
  );
  await expect(thread.reply("1", "Hello")).rejects.toBeInstanceOf(NotImplementedError);
  const bluesky = await scene.blotato.conversations.list({ platform: "bluesky" }).first();
  const unsupported: unknown = await bot
    .thread(`blotato:${bluesky?.id}`)
    .post("Hi")
    .catch((error: unknown) => error);
  expect(unsupported).toBeInstanceOf(NotImplementedError);
  expect(unsupported).toHaveProperty("message", expect.stringContaining("can read messages on bluesky, but not send"));
  expect(sendsOf(scene)).toHaveLength(1);
});
