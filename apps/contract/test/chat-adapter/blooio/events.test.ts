import { emoji, type Attachment, type Message, type ReactionEvent } from "chat";
import { assert, describe, expect, it } from "vitest";

import { openScene } from "../bot.ts";
import { useHeldMock } from "../held-mock.ts";
import { openThread, someone, withoutPolling } from "./bot-on-blooio.ts";
import { message, requestOf, signed } from "./signed-events.ts";

const held = useHeldMock();

describe("reactions", () => {
  it("are put on and taken off by the emoji of Chat SDK", async () => {
    await using scene = await openScene(held.mock, "react");
    const thread = await openThread(scene);
    const [received] = thread.recentMessages;
    assert(received);
    for (const each of [emoji.heart, "thumbs_up", "❓", "laugh"])
      await thread.adapter.addReaction(thread.id, received.id, each);
    await thread.adapter.removeReaction(thread.id, received.id, emoji.heart);
    expect(held.mock.blooio.requests("addReaction", { key: scene.key }).map(({ body }) => body)).toEqual(
      ["+love", "+like", "+question", "+laugh", "-love"].map((reaction) => ({ reaction })),
    );
  });

  it("of others come as events, and the bot's own do not", async () => {
    await using scene = await openScene(held.mock, "reactions");
    const events: ReactionEvent[] = [];
    const chat = await scene.blooio.chats.list({ state: "open" }).first();
    const bot = await scene.start((each) => each.onReaction((event) => void events.push(event)), withoutPolling);
    const reacted = { message_id: "msg_1", chat_id: chat?.id, direction: "inbound", sender: someone };
    const deliver = async (data: object): Promise<void> => {
      const event = await signed(scene, "message.reaction", { ...reacted, ...data }, `evt_${JSON.stringify(data)}`);
      expect((await bot.webhooks.blooio(requestOf(event))).status).toBe(200);
    };
    await deliver({ reaction: "love", action: "add" });
    await deliver({ reaction: "-like" });
    await deliver({ reaction: "🚀", action: "add" });
    await deliver({ reaction: "love", action: "add", direction: "outbound" });
    expect(events.map(({ added, emoji: { name } }) => [name, added])).toEqual([
      ["heart", true],
      ["thumbs_up", false],
      ["rocket", true],
    ]);
    expect(events[0]).toMatchObject({ messageId: "msg_1", threadId: `blooio:${chat?.id}`, user: { userId: someone } });
  });
});

it("in a group a bot is mentioned, and knows who wrote", async () => {
  await using scene = await openScene(held.mock, "group");
  const mentions: [string, Message][] = [];
  const bot = await scene.start(
    (each) => each.onNewMention((thread, written) => void mentions.push([thread.id, written])),
    withoutPolling,
  );
  const from = await scene.blooio.channels.list({ type: "blooio", status: "active" }).first();
  assert(from);
  const { chat_id: chatId = "" } = await scene.blooio.messages.sendToGroup({
    from,
    to: [someone, "+15555550143"],
    text: "Hello",
  });
  const group = { chat_id: chatId, sender: "+15555550143", group: { group_id: "grp_1", name: "Order 7" } };
  for (const [id, text] of Object.entries({ evt_1: "When do we eat?", evt_2: "@bakery when do we eat?" })) {
    const event = await signed(scene, "message.received", message({ ...group, text }), id);
    await bot.webhooks.blooio(requestOf(event));
  }
  expect(mentions.map(([threadId, { author, text }]) => [threadId, author.userId, text])).toEqual([
    [`blooio:${chatId}:group`, "+15555550143", "@bakery when do we eat?"],
  ]);
  expect(bot.getAdapter("blooio").isDM(`blooio:${chatId}:group`)).toBe(false);
  expect(
    (await bot.getAdapter("blooio").fetchMessages(`blooio:${chatId}:group`)).messages.map(({ text }) => text),
  ).toContain("Hello");
});

it("gives styles and files of a message, and reads a file also after it was queued", async () => {
  await using scene = await openScene(held.mock, "files");
  const written: Message[] = [];
  const bot = await scene.start((each) => each.onDirectMessage((_, each_) => void written.push(each_)), withoutPolling);
  const file = { url: `${held.mock.blooio.url.replace("/v4", "")}/__mock/state`, media_type: "image/jpeg", size: 4711 };
  const data = message({ text: "Look here", formatted_text: "**Look** here", attachments: [file] });
  await bot.webhooks.blooio(requestOf(await signed(scene, "message.received", data)));
  expect(written[0]).toMatchObject({
    text: "Look here",
    formatted: { children: [{ children: [{ type: "strong" }, { type: "text" }] }] },
    attachments: [{ type: "image", mimeType: "image/jpeg", size: 4711, url: file.url }],
  });
  const stored = JSON.parse(JSON.stringify(written[0]?.attachments[0])) as Attachment;
  const bytes = await bot.getAdapter("blooio").rehydrateAttachment(stored).fetchData?.();
  expect(bytes?.byteLength).toBeGreaterThan(0);
});
