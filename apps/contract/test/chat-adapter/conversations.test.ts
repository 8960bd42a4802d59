import { Card, Button, Actions, NotImplementedError, type Message, type Thread } from "chat";
import { assert, describe, expect, it } from "vitest";

import { eventually, openScene, type Bot, type Scene } from "./bot.ts";
import { useHeldMock } from "./held-mock.ts";

const held = useHeldMock();

const sends = ({ key }: Scene): readonly unknown[] =>
  held.mock
    .requests(undefined, { key })
    .filter(({ operationId }) => operationId === "sendMessage" || operationId === "sendMessageToChat")
    .map(({ body }) => body);

/** A thread of each service, in which somebody has written. */
async function openThreads(
  scene: Scene,
  options?: Parameters<Scene["start"]>[1],
): Promise<Record<"blooio" | "blotato", Thread> & { bot: Bot }> {
  const threads = new Map<string, Thread>();
  const bot = await scene.start(
    (chat) => chat.onDirectMessage((thread) => void threads.set(thread.adapter.name, thread)),
    options,
  );
  scene.writeOnBlotato("Are you open?");
  scene.writeOnBlooio("And tomorrow?");
  await held.mock.webhooks.settle();
  await eventually(() => threads.size).toBe(2);
  const [blooio, blotato] = [threads.get("blooio"), threads.get("blotato")];
  assert(blooio && blotato);
  return { blooio, blotato, bot };
}

/** What the mock has made up for the person who writes on Blooio. */
async function nameOnBlooio({ blooio }: Scene): Promise<string> {
  for await (const { identities, name } of blooio.contacts.list()) {
    if (identities?.some(({ identifier }) => identifier === "+15555550142")) return name ?? "";
  }
  throw new Error("There is no such contact");
}

const services = ["blooio", "blotato"] as const;

it("one bot replies to direct messages on both services", async () => {
  await using scene = await openScene(held.mock, "both");
  await scene.start((bot) =>
    bot.onDirectMessage(async (thread, message) => {
      await thread.startTyping();
      await thread.post(`You wrote: ${message.text}`);
    }),
  );
  scene.writeOnBlotato("Are you open?");
  scene.writeOnBlooio("And tomorrow?");
  await held.mock.webhooks.settle();
  await eventually(() => sends(scene)).toHaveLength(2);
  expect(sends(scene)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ text: "You wrote: Are you open?" }),
      { text: "You wrote: And tomorrow?" },
    ]),
  );
  expect(held.mock.blooio.requests("setTyping", { key: "both" })).toHaveLength(1);
  expect(scene.logged).toEqual([]);
});

describe.each(services)("on %s", (service) => {
  it("a message says who wrote it, and when", async () => {
    await using scene = await openScene(held.mock, `author-${service}`);
    const messages: Message[] = [];
    await scene.start((bot) => bot.onDirectMessage((_, message) => void messages.push(message)));
    if (service === "blotato") scene.writeOnBlotato("Are you open?");
    else scene.writeOnBlooio("Are you open?");
    await held.mock.webhooks.settle();
    await eventually(() => messages).toHaveLength(1);
    const [person] = scene.conversation.participants;
    const author =
      service === "blotato"
        ? { userId: person?.id, userName: person?.username, fullName: person?.name }
        : { userId: "+15555550142", userName: "+15555550142", fullName: await nameOnBlooio(scene) };
    expect(messages[0]).toMatchObject({ text: "Are you open?", author: { ...author, isBot: false, isMe: false } });
    expect(messages[0]?.metadata.dateSent).toEqual(new Date(held.mock.clock.of(scene.key).now()));
  });

  it("history comes oldest first in either direction, page after page, with what the bot wrote", async () => {
    await using scene = await openScene(held.mock, `history-${service}`);
    const thread = (await openThreads(scene))[service];
    for (const text of ["one", "two", "three", "four", "five"]) {
      held.mock.clock.of(scene.key).advance("1s");
      await thread.post(text);
    }
    const all = [];
    for await (const message of thread.allMessages) all.push(message);
    const newest = [];
    for await (const message of thread.messages) newest.push(message);
    expect(newest.map(({ id }) => id).toReversed()).toEqual(all.map(({ id }) => id));
    expect(all.slice(-5).map(({ author, text }) => [text, author.isMe])).toEqual(
      ["one", "two", "three", "four", "five"].map((text) => [text, true]),
    );
    expect(all.at(-6)).toMatchObject({
      author: { isMe: false, userId: expect.not.stringContaining("unknown") as unknown },
    });

    for (const direction of ["backward", "forward"] as const) {
      const pages: string[][] = [];
      let cursor: string | undefined;
      do {
        const page = await thread.adapter.fetchMessages(thread.id, {
          direction,
          limit: 2,
          ...(cursor !== undefined && { cursor }),
        });
        pages.push(page.messages.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      expect(Math.max(...pages.map(({ length }) => length))).toBe(2);
      expect((direction === "forward" ? pages : pages.toReversed()).flat()).toEqual(all.map(({ id }) => id));
    }
    const last = all.at(-1);
    assert(last);
    expect(await thread.adapter.fetchMessage?.(thread.id, last.id)).toMatchObject({ id: last.id, text: "five" });
    expect(await thread.adapter.fetchMessage?.(thread.id, "0")).toBeNull();
  });

  it("a thread has the name of the person, and the vendor's object", async () => {
    await using scene = await openScene(held.mock, `thread-${service}`);
    const thread = (await openThreads(scene))[service];
    expect(await thread.adapter.fetchThread(thread.id)).toMatchObject({
      id: thread.id,
      channelId: thread.id,
      channelName: service === "blotato" ? scene.conversation.participants[0]?.name : await nameOnBlooio(scene),
      isDM: true,
      metadata: { raw: { id: thread.id.split(":")[1] } },
    });
  });

  it("a stream is sent as one message, once it has ended", async () => {
    await using scene = await openScene(held.mock, `stream-${service}`);
    const thread = (await openThreads(scene))[service];
    await thread.post(
      (async function* words() {
        yield "We are open ";
        yield "until six.";
      })(),
    );
    expect(sends(scene)).toMatchObject([{ text: "We are open until six." }]);
  });

  it("what the service does not have is rejected with the reason, before any request", async () => {
    await using scene = await openScene(held.mock, `lacks-${service}`);
    const thread = (await openThreads(scene))[service];
    const { adapter, id } = thread;
    const before = held.mock.requests(undefined, { key: scene.key }).length;
    const file = { filename: "menu.pdf", data: Buffer.from("%PDF") };
    const card = Card({ title: "Order", children: [Actions([Button({ id: "yes", label: "Yes" })])] });
    const attempts = {
      "cannot be changed": () => adapter.editMessage(id, "1", "later"),
      "cannot be taken back": () => adapter.deleteMessage(id, "1"),
      "cannot be uploaded": () => thread.post({ markdown: "The menu", files: [file] }),
      "nothing can be tapped": () => thread.post({ card }),
      reaction: () => adapter.addReaction(id, "1", "rocket"),
    };
    for (const [reason, attempt] of Object.entries(attempts)) {
      const error: unknown = await attempt().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(NotImplementedError);
      expect(error).toHaveProperty("message", expect.stringContaining(reason));
    }
    // Those of the mock's clock and of polling aside.
    const after = held.mock.requests(undefined, { key: scene.key }).slice(before);
    expect(after.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("the thread of another adapter is rejected", async () => {
    await using scene = await openScene(held.mock, `foreign-${service}`);
    const bot = await scene.start(() => undefined, { blotato: { polling: false } });
    const adapter = bot.getAdapter(service);
    for (const threadId of ["slack:C1", service, `${service}:`, `${service}:1:other`, `${service}:1:group:2`]) {
      await expect(adapter.postMessage(threadId, "Hello")).rejects.toMatchObject({ code: "invalidInput" });
    }
    expect(sends(scene)).toEqual([]);
  });
});
