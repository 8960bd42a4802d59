import { RateLimitError, type PostableMessage } from "chat";
import { assert, describe, expect, it } from "vitest";

import { openScene } from "../bot.ts";
import { useHeldMock } from "../held-mock.ts";
import { openThread, sendsOf, someone, withoutPolling } from "./bot-on-blooio.ts";

const held = useHeldMock();

describe("sends", () => {
  it("once, also when a response is lost: the service knows the repetition by its key", async () => {
    await using scene = await openScene(held.mock, "keyed");
    const thread = await openThread(scene, { retries: 2 });
    held.mock.blooio.fail("sendMessageToChat", { reset: "before", processed: true, times: 1, key: scene.key });
    await thread.post("We are, until six.");
    expect(sendsOf(scene)).toHaveLength(2);
    const texts = [];
    for await (const { author, text } of thread.messages) if (author.isMe) texts.push(text);
    expect(texts).toEqual(["We are, until six."]);
  });

  it("rejects with maybeSent what may have been sent, and with Chat SDK's own error on too many requests", async () => {
    await using scene = await openScene(held.mock, "errors");
    const thread = await openThread(scene);
    held.mock.blooio.fail("sendMessageToChat", { reset: "before", processed: true, times: 1, key: scene.key });
    await expect(thread.post("one")).rejects.toMatchObject({ name: "ConnectionError", maybeSent: true });
    held.mock.blooio.fail("sendMessageToChat", { status: 429, retryAfter: 2, times: 1, key: scene.key });
    const limited: unknown = await thread.post("two").catch((error: unknown) => error);
    expect(limited).toBeInstanceOf(RateLimitError);
    expect(limited).toMatchObject({ retryAfterMs: 2_000, cause: { status: 429 } });
  });

  it.each([
    ["a text as it is", "2 * 3 * 4 = **24**", { text: "2 * 3 * 4 = **24**" }],
    [
      "styles with Blooio's marks",
      { markdown: "**Open** until ~~five~~ _six_." },
      { text: "**Open** until ~~five~~ *six*.", format: "markdown" },
    ],
    [
      "Markdown without styles as plain text",
      { markdown: "# Menu\n\n- Rye\n- [Prices](https://a.example/p)" },
      { text: "Menu\n\n- Rye\n- Prices (https://a.example/p)" },
    ],
    ["styles not at all, where a star would be taken for a mark", { markdown: "**2** \\* 3" }, { text: "2 * 3" }],
    [
      "attachments by their address",
      { markdown: "Look", attachments: [{ type: "image", url: "https://a.example/b.jpg" }] },
      { text: "Look", attachments: ["https://a.example/b.jpg"] },
    ],
    [
      "attachments alone",
      { raw: "", attachments: [{ type: "image", url: "https://a.example/b.jpg" }] },
      { attachments: ["https://a.example/b.jpg"] },
    ],
  ] as const)("%s", async (what, posted, body) => {
    await using scene = await openScene(held.mock, `format-${what.replaceAll(/\W/g, "-")}`);
    const thread = await openThread(scene);
    await thread.post(posted as PostableMessage);
    expect(sendsOf(scene)).toEqual([body]);
  });

  it("no styles to a channel that does not show them", async () => {
    await using scene = await openScene(held.mock, "whatsapp");
    const bot = await scene.start(() => undefined, withoutPolling);
    const chat = await scene.blooio.chats.list({ type: "twilio", state: "open" }).first();
    await bot.thread(`blooio:${chat?.id}`).post({ markdown: "**Open** until six." });
    expect(sendsOf(scene)).toEqual([{ text: "Open until six." }]);
  });

  it("a reply to the message that it answers, and marks as read", async () => {
    await using scene = await openScene(held.mock, "reply");
    const thread = await openThread(scene);
    const [received] = thread.recentMessages;
    assert(received);
    await thread.reply(received, "We are.");
    expect(sendsOf(scene)).toEqual([{ text: "We are.", reply_to: received.id }]);
    await thread.markAsRead(received);
    expect(held.mock.blooio.requests("markChatRead", { key: scene.key })).toHaveLength(1);
  });

  it("first, to an address, on the channel that it was given", async () => {
    await using scene = await openScene(held.mock, "open-dm");
    const channel = await scene.blooio.channels.list({ type: "blooio", status: "active" }).first();
    const bot = await scene.start(() => undefined, { ...withoutPolling, blooio: { channelId: channel?.id } });
    const thread = bot.thread(await bot.getAdapter("blooio").openDM(someone));
    await thread.post("Your parcel is on its way.");
    expect(sendsOf(scene)).toEqual([{ text: "Your parcel is on its way." }]);
  });
});
