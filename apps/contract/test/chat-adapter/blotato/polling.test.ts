import { createMemoryState } from "@chat-adapter/state-memory";
import type { InterruptedMessage } from "@switchboard/chat-adapter";
import type { StateAdapter } from "chat";
import { afterEach, describe, expect, it, vi } from "vitest";

import { eventually, openScene, type Bot, type Scene } from "../bot.ts";
import { useHeldMock } from "../held-mock.ts";
import { sendsOf } from "./recorded-sends.ts";

const held = useHeldMock();

afterEach(() => vi.useRealTimers());

/** Until the messages were looked for twice from now on. */
async function looked({ key }: Scene): Promise<void> {
  const looks = (): number => held.mock.blotato.requests("listMessages", { key }).length;
  const before = looks();
  await eventually(looks).toBeGreaterThan(before + 1);
}

/** What a process leaves behind that ends without a word: its lock runs out. */
async function forgetLock(state: StateAdapter): Promise<void> {
  await state.forceReleaseLock("blotato:polling:lock");
}

describe("a message is handled once", () => {
  it("also when the process is started again, and what arrived in between as well", async () => {
    await using scene = await openScene(held.mock, "restart");
    const state = createMemoryState();
    const texts: string[] = [];
    const prepare = (bot: Bot): void => bot.onDirectMessage((_, { text }) => void texts.push(text));
    const first = await scene.start(prepare, { state });
    scene.writeOnBlotato("one");
    await eventually(() => texts).toEqual(["one"]);
    await first.shutdown();
    scene.writeOnBlotato("two");
    await scene.start(prepare, { state });
    await eventually(() => texts).toEqual(["one", "two"]);
    await looked(scene);
    expect([texts, scene.logged]).toEqual([["one", "two"], []]);
  });

  it("also the first one, when it arrived while the bot was down after a first start that saw none", async () => {
    await using scene = await openScene(held.mock, "first-start");
    const state = createMemoryState();
    const texts: string[] = [];
    const prepare = (bot: Bot): void => bot.onDirectMessage((_, { text }) => void texts.push(text));
    const first = await scene.start(prepare, { state });
    await looked(scene);
    await first.shutdown();
    scene.writeOnBlotato("one");
    // A bot that began anew would be younger than the message.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 120_000 });
    await scene.start(prepare, { state });
    await eventually(() => texts).toHaveLength(1);
    expect(texts).toEqual(["one"]);
  });

  it("by one of several processes that share a state; the next one goes on when it ends", async () => {
    await using scene = await openScene(held.mock, "two-processes");
    const state = createMemoryState();
    const texts: [bot: string, text: string][] = [];
    let finish = (): void => undefined;
    const busy = new Promise<void>((resolve) => (finish = resolve));
    const prepare =
      (name: string, until?: Promise<void>) =>
      (bot: Bot): void =>
        bot.onDirectMessage(async (_, { text }) => {
          texts.push([name, text]);
          await until;
        });
    const first = await scene.start(prepare("first", busy), { state });
    await looked(scene);
    await scene.start(prepare("second"), { state });
    scene.writeOnBlotato("one");
    await eventually(() => texts).toHaveLength(1);
    await looked(scene);
    // One that looked as well would find the message being handled.
    expect(scene.logged).toEqual([]);
    finish();
    await first.getAdapter("blotato").disconnect();
    scene.writeOnBlotato("two");
    await eventually(() => texts).toHaveLength(2);
    await looked(scene);
    expect(texts).toEqual([
      ["first", "one"],
      ["second", "two"],
    ]);
  });

  it("each of those that come at once in one conversation, in their order", async () => {
    await using scene = await openScene(held.mock, "at-once");
    const texts: string[] = [];
    let running = 0;
    await scene.start((bot) =>
      bot.onDirectMessage(async (thread, { text }) => {
        running += 1;
        texts.push(`${text} ${running}`);
        await thread.post(`You wrote ${text}`);
        running -= 1;
      }),
    );
    for (const text of ["one", "two", "three"]) scene.writeOnBlotato(text);
    await eventually(() => sendsOf(scene)).toHaveLength(3);
    expect(texts).toEqual(["one 1", "two 1", "three 1"]);
  });

  it("and not again when its handler fails, for it has perhaps replied", async () => {
    await using scene = await openScene(held.mock, "fails");
    await scene.start((bot) =>
      bot.onDirectMessage(async (thread) => {
        await thread.post("One moment");
        throw new Error("the database is down");
      }),
    );
    scene.writeOnBlotato("one");
    await eventually(() => scene.logged.join()).toContain("the database is down");
    await looked(scene);
    expect(sendsOf(scene)).toHaveLength(1);
  });
});

it("a message that was being handled when the process ended is reported, and not handled again", async () => {
  await using scene = await openScene(held.mock, "crash");
  const state = createMemoryState();
  const texts: string[] = [];
  const interrupted: InterruptedMessage[] = [];
  let finish = (): void => undefined;
  const hanging = new Promise<void>((resolve) => (finish = resolve));
  await scene.start(
    (bot) =>
      bot.onDirectMessage(async (_, { text }) => {
        texts.push(text);
        await hanging;
      }),
    { state },
  );
  scene.writeOnBlotato("one");
  await eventually(() => texts).toEqual(["one"]);
  await forgetLock(state);
  const onInterrupted = (message: InterruptedMessage): void => void interrupted.push(message);
  await scene.start((bot) => bot.onDirectMessage((_, { text }) => void texts.push(text)), {
    state,
    blotato: { onInterrupted },
  });
  await eventually(() => interrupted).toHaveLength(1);
  expect(interrupted).toMatchObject([{ threadId: `blotato:${scene.conversation.id}`, messageId: expect.any(String) }]);
  await looked(scene);
  expect(texts).toEqual(["one"]);
  // The first one comes to life again.
  finish();
  scene.writeOnBlotato("two");
  await eventually(() => texts).toContain("two");
  await looked(scene);
  expect([texts, interrupted.length]).toEqual([["one", "two"], 1]);
});

it("goes on after the service or the state has failed", async () => {
  await using scene = await openScene(held.mock, "outage");
  const state = createMemoryState();
  const texts: string[] = [];
  vi.spyOn(state, "acquireLock").mockRejectedValueOnce(new Error("the state is away"));
  await scene.start((bot) => bot.onDirectMessage((_, { text }) => void texts.push(text)), { state });
  held.mock.blotato.fail("listMessages", { status: 401, times: 1, key: scene.key });
  scene.writeOnBlotato("one");
  await eventually(() => texts).toEqual(["one"]);
  const failures = scene.logged.filter((line) => line.startsWith("Polling failed, and is tried again"));
  expect(failures).toEqual([expect.stringContaining("the state is away"), expect.stringContaining("401")]);
});

it("has no webhooks, and says so", async () => {
  await using scene = await openScene(held.mock, "no-webhooks");
  const bot = await scene.start(() => undefined, { blotato: { polling: false } });
  const response = await bot.webhooks.blotato(new Request("https://bot.example.com/", { method: "POST" }));
  expect([response.status, await response.text()]).toEqual([404, expect.stringContaining("Blotato has no webhooks")]);
  expect(held.mock.blotato.requests("listMessages", { key: scene.key })).toEqual([]);
});

it("leaves out a message of which nobody knows whether it came in: it may be the bot's own", async () => {
  await using scene = await openScene(held.mock, "direction");
  const texts: string[] = [];
  const unknown = { direction: undefined, senderId: "1", recipientId: "2", status: "delivered" };
  held.mock.blotato.respond("listMessages", {
    times: 1,
    key: scene.key,
    status: 200,
    body: {
      items: [
        {
          id: "9000000000000000001",
          conversationId: scene.conversation.id,
          platform: "instagram",
          text: "Whose is it?",
          errorCode: null,
          errorMessage: null,
          createdAt: new Date(Date.now() + 60_000).toISOString(),
          ...unknown,
        },
      ],
      nextCursor: null,
    },
  });
  await scene.start((bot) => bot.onDirectMessage((_, { text }) => void texts.push(text)));
  await eventually(() => scene.logged.join()).toContain("nobody knows whether it came in");
  scene.writeOnBlotato("It is mine");
  await eventually(() => texts).toHaveLength(1);
  expect(texts).toEqual(["It is mine"]);
});
