import { createMemoryState } from "@chat-adapter/state-memory";
import { createBlooioAdapter } from "@switchboard/chat-adapter";
import { createBlooio } from "@switchboard/messaging/blooio";
import { signWebhook, type SignedWebhook } from "@switchboard/messaging/webhooks";
import { startMock, type Mock } from "@switchboard/mock";
import {
  emoji,
  RateLimitError,
  type Attachment,
  type Message,
  type PostableMessage,
  type ReactionEvent,
  type Thread,
} from "chat";
import { afterAll, assert, beforeAll, describe, expect, it } from "vitest";

import { eventually, openScene, type Bot, type BotOptions, type Scene } from "./bot.ts";

const someone = "+15555550142";
let mock: Mock;

beforeAll(async () => {
  mock = await startMock();
  mock.clock.hold();
});

afterAll(async () => {
  expect(mock.blooio.violations).toEqual([]);
  await mock.close();
});

const withoutPolling: BotOptions = { blotato: { polling: false } };
const sendsOf = ({ key }: Scene): readonly unknown[] =>
  mock.blooio.requests("sendMessageToChat", { key }).map(({ body }) => body);
const statusesOf = ({ key }: Scene): readonly (number | undefined)[] =>
  mock.webhooks
    .deliveries({ key })
    .filter(({ eventType }) => eventType === "message.received")
    .flatMap(({ attempts }) => attempts.map(({ response }) => response?.status));

/** The thread in which somebody has written. */
async function openThread(scene: Scene, { retries = 0 } = {}): Promise<Thread> {
  const threads: Thread[] = [];
  const blooio = createBlooio({ apiKey: scene.key, baseUrl: mock.blooio.url, retries });
  await scene.start((chat) => chat.onDirectMessage((thread) => void threads.push(thread)), {
    ...withoutPolling,
    blooio: { blooio },
  });
  scene.writeOnBlooio("Are you open?");
  await mock.webhooks.settle();
  assert(threads[0]);
  return threads[0];
}

const message = (data: object): object => ({
  message_id: "msg_of_the_test",
  chat_id: "chat_of_the_test",
  direction: "inbound",
  sender: someone,
  group: null,
  ...data,
});

const signed = (
  { secret }: Scene,
  type: "message.reaction" | "message.received",
  data: object,
  id = "evt_of_the_test",
): Promise<SignedWebhook> => signWebhook({ id, type, data }, secret);

const requestOf = (init: SignedWebhook): Request =>
  new Request("https://bot.example.com/", { method: "POST", ...init });

describe("a message is handled once", () => {
  it("when its event is delivered twice, and again to another process with the same state", async () => {
    await using scene = await openScene(mock, "twice");
    const state = createMemoryState();
    const texts: string[] = [];
    const prepare = (bot: Bot): void => bot.onDirectMessage((_, { text }) => void texts.push(text));
    await scene.start(prepare, { ...withoutPolling, state });
    mock.webhooks.fail("message.received", { delivery: "twice", times: 1, key: scene.key });
    scene.writeOnBlooio("Are you open?");
    await mock.webhooks.settle();
    await scene.start(prepare, { ...withoutPolling, state });
    const [webhook] = await scene.blooio.webhooks.list().toArray({ limit: 1 });
    const deliveries = await scene.blooio.webhooks.deliveries(webhook?.id ?? "").toArray({ limit: 10 });
    const delivery = deliveries.find(({ event_type: type }) => type === "message.received");
    await scene.blooio.webhooks.replay(webhook?.id ?? "", delivery?.id ?? "");
    await mock.webhooks.settle();
    expect(statusesOf(scene)).toEqual([200, 200]);
    expect(texts).toEqual(["Are you open?"]);
  });

  it("when its handler fails, for it has perhaps replied", async () => {
    await using scene = await openScene(mock, "fails");
    await scene.start(
      (bot) =>
        bot.onDirectMessage(async (thread) => {
          await thread.post("One moment");
          throw new Error("the database is down");
        }),
      withoutPolling,
    );
    scene.writeOnBlooio("Are you open?");
    await mock.webhooks.settle();
    mock.clock.of(scene.key).advance("15m");
    await mock.webhooks.settle();
    expect([statusesOf(scene), sendsOf(scene)]).toEqual([[200], [{ text: "One moment" }]]);
    expect(scene.logged.join()).toContain("the database is down");
  });

  it("and not at all lost, when another one of its thread is still being handled: it is delivered again", async () => {
    await using scene = await openScene(mock, "busy");
    const texts: string[] = [];
    let finish = (): void => undefined;
    const first = new Promise<void>((resolve) => (finish = resolve));
    await scene.start(
      (chat) =>
        chat.onDirectMessage(async (_, { text }) => {
          texts.push(text);
          if (text === "first") await first;
        }),
      withoutPolling,
    );
    scene.writeOnBlooio("first");
    scene.writeOnBlooio("second");
    const settled = mock.webhooks.settle();
    await eventually(() => scene.logged.join()).toContain("Could not acquire lock");
    finish();
    await settled;
    expect(texts).toEqual(["first"]);
    mock.clock.of(scene.key).advance("30s");
    await mock.webhooks.settle();
    expect(texts).toEqual(["first", "second"]);
    expect(statusesOf(scene)).toEqual([200, 500, 200]);
  });

  it("and not again after a crash in the middle, which the service is told", async () => {
    await using scene = await openScene(mock, "crash");
    const state = createMemoryState();
    const texts: (string | undefined)[] = [];
    const hanging = new Promise<void>(() => undefined);
    const crashed = await scene.start((bot) => bot.onDirectMessage(async () => hanging), { ...withoutPolling, state });
    const event = await signed(scene, "message.received", message({ text: "Are you open?" }));
    void crashed.webhooks.blooio(requestOf(event));
    await eventually(() => state.get("blooio:event:evt_of_the_test")).toBe("claimed");
    const next = await scene.start((bot) => bot.onDirectMessage((_, { text }) => void texts.push(text)), {
      ...withoutPolling,
      state,
    });
    expect((await next.webhooks.blooio(requestOf(event))).status).toBe(503);
    expect(texts).toEqual([]);
  });
});

it("rejects what Blooio did not sign, and handles it when it comes rightly signed", async () => {
  await using scene = await openScene(mock, "signature");
  const texts: string[] = [];
  await scene.start((bot) => bot.onDirectMessage((_, { text }) => void texts.push(text)), withoutPolling);
  mock.webhooks.fail("message.received", { delivery: "wrong signature", times: 1, key: scene.key });
  scene.writeOnBlooio("Are you open?");
  await mock.webhooks.settle();
  expect([statusesOf(scene), texts]).toEqual([[401], []]);
  mock.clock.of(scene.key).advance("30s");
  await mock.webhooks.settle();
  expect([statusesOf(scene), texts]).toEqual([[401, 200], ["Are you open?"]]);
});

it("with waitUntil, the response does not wait for the handlers", async () => {
  await using scene = await openScene(mock, "wait-until");
  let finish = (): void => undefined;
  const handled = new Promise<void>((resolve) => (finish = resolve));
  const bot = await scene.start((chat) => chat.onDirectMessage(async () => handled), withoutPolling);
  const tasks: Promise<unknown>[] = [];
  const event = await signed(scene, "message.received", message({ text: "Are you open?" }));
  const options = { waitUntil: (task: Promise<unknown>) => void tasks.push(task) };
  expect((await bot.webhooks.blooio(requestOf(event), options)).status).toBe(200);
  expect(tasks).toHaveLength(1);
  finish();
  await Promise.all(tasks);
});

it("needs a secret when it is made", () => {
  const options = { blooio: createBlooio({ apiKey: "a-key" }) };
  expect(() => createBlooioAdapter(options)).toThrow(expect.objectContaining({ code: "invalidOption" }));
});

describe("sends", () => {
  it("once, also when a response is lost: the service knows the repetition by its key", async () => {
    await using scene = await openScene(mock, "keyed");
    const thread = await openThread(scene, { retries: 2 });
    mock.blooio.fail("sendMessageToChat", { reset: "before", processed: true, times: 1, key: scene.key });
    await thread.post("We are, until six.");
    expect(sendsOf(scene)).toHaveLength(2);
    const texts = [];
    for await (const { author, text } of thread.messages) if (author.isMe) texts.push(text);
    expect(texts).toEqual(["We are, until six."]);
  });

  it("rejects with maybeSent what may have been sent, and with Chat SDK's own error on too many requests", async () => {
    await using scene = await openScene(mock, "errors");
    const thread = await openThread(scene);
    mock.blooio.fail("sendMessageToChat", { reset: "before", processed: true, times: 1, key: scene.key });
    await expect(thread.post("one")).rejects.toMatchObject({ name: "ConnectionError", maybeSent: true });
    mock.blooio.fail("sendMessageToChat", { status: 429, retryAfter: 2, times: 1, key: scene.key });
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
    await using scene = await openScene(mock, `format-${what.replaceAll(/\W/g, "-")}`);
    const thread = await openThread(scene);
    await thread.post(posted as PostableMessage);
    expect(sendsOf(scene)).toEqual([body]);
  });

  it("no styles to a channel that does not show them", async () => {
    await using scene = await openScene(mock, "whatsapp");
    const bot = await scene.start(() => undefined, withoutPolling);
    const chat = await scene.blooio.chats.list({ type: "twilio", state: "open" }).first();
    await bot.thread(`blooio:${chat?.id}`).post({ markdown: "**Open** until six." });
    expect(sendsOf(scene)).toEqual([{ text: "Open until six." }]);
  });

  it("a reply to the message that it answers, and marks as read", async () => {
    await using scene = await openScene(mock, "reply");
    const thread = await openThread(scene);
    const [received] = thread.recentMessages;
    assert(received);
    await thread.reply(received, "We are.");
    expect(sendsOf(scene)).toEqual([{ text: "We are.", reply_to: received.id }]);
    await thread.markAsRead(received);
    expect(mock.blooio.requests("markChatRead", { key: scene.key })).toHaveLength(1);
  });

  it("first, to an address, on the channel that it was given", async () => {
    await using scene = await openScene(mock, "open-dm");
    const channel = await scene.blooio.channels.list({ type: "blooio", status: "active" }).first();
    const bot = await scene.start(() => undefined, { ...withoutPolling, blooio: { channelId: channel?.id } });
    const thread = bot.thread(await bot.getAdapter("blooio").openDM(someone));
    await thread.post("Your parcel is on its way.");
    expect(sendsOf(scene)).toEqual([{ text: "Your parcel is on its way." }]);
  });
});

describe("reactions", () => {
  it("are put on and taken off by the emoji of Chat SDK", async () => {
    await using scene = await openScene(mock, "react");
    const thread = await openThread(scene);
    const [received] = thread.recentMessages;
    assert(received);
    for (const each of [emoji.heart, "thumbs_up", "❓", "laugh"])
      await thread.adapter.addReaction(thread.id, received.id, each);
    await thread.adapter.removeReaction(thread.id, received.id, emoji.heart);
    expect(mock.blooio.requests("addReaction", { key: scene.key }).map(({ body }) => body)).toEqual(
      ["+love", "+like", "+question", "+laugh", "-love"].map((reaction) => ({ reaction })),
    );
  });

  it("of others come as events, and the bot's own do not", async () => {
    await using scene = await openScene(mock, "reactions");
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
  await using scene = await openScene(mock, "group");
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
  await using scene = await openScene(mock, "files");
  const written: Message[] = [];
  const bot = await scene.start((each) => each.onDirectMessage((_, each_) => void written.push(each_)), withoutPolling);
  const file = { url: `${mock.blooio.url.replace("/v4", "")}/__mock/state`, media_type: "image/jpeg", size: 4711 };
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

it("leaves out events in the flat form of the API before, which do not say which chat it is", async () => {
  await using scene = await openScene(mock, "flat");
  const texts: string[] = [];
  const bot = await scene.start((each) => each.onDirectMessage((_, { text }) => void texts.push(text)), withoutPolling);
  const flat = { event: "message.received", message_id: "msg_1", external_id: someone, text: "Hi", timestamp: 1 };
  const event = await signWebhook({ type: "message.received", data: undefined as never, ...flat }, scene.secret);
  expect((await bot.webhooks.blooio(requestOf(event))).status).toBe(200);
  expect([texts, scene.logged.join()]).toEqual([[], expect.stringContaining("v2")]);
});
