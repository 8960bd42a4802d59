import { createMemoryState } from "@chat-adapter/state-memory";
import { createBlooioAdapter } from "@switchboard/chat-adapter";
import { createBlooio } from "@switchboard/messaging/blooio";
import { signWebhook } from "@switchboard/messaging/webhooks";
import { describe, expect, it } from "vitest";

import { eventually, openScene, type Bot, type Scene } from "../bot.ts";
import { useHeldMock } from "../held-mock.ts";
import { sendsOf, someone, withoutPolling } from "./bot-on-blooio.ts";
import { message, requestOf, signed } from "./signed-events.ts";

const held = useHeldMock();

const statusesOf = ({ key }: Scene): readonly (number | undefined)[] =>
  held.mock.webhooks
    .deliveries({ key })
    .filter(({ eventType }) => eventType === "message.received")
    .flatMap(({ attempts }) => attempts.map(({ response }) => response?.status));

describe("a message is handled once", () => {
  it("when its event is delivered twice, and again to another process with the same state", async () => {
    await using scene = await openScene(held.mock, "twice");
    const state = createMemoryState();
    const texts: string[] = [];
    const prepare = (bot: Bot): void => bot.onDirectMessage((_, { text }) => void texts.push(text));
    await scene.start(prepare, { ...withoutPolling, state });
    held.mock.webhooks.fail("message.received", { delivery: "twice", times: 1, key: scene.key });
    scene.writeOnBlooio("Are you open?");
    await held.mock.webhooks.settle();
    await scene.start(prepare, { ...withoutPolling, state });
    const [webhook] = await scene.blooio.webhooks.list().toArray({ limit: 1 });
    const deliveries = await scene.blooio.webhooks.deliveries(webhook?.id ?? "").toArray({ limit: 10 });
    const delivery = deliveries.find(({ event_type: type }) => type === "message.received");
    await scene.blooio.webhooks.replay(webhook?.id ?? "", delivery?.id ?? "");
    await held.mock.webhooks.settle();
    expect(statusesOf(scene)).toEqual([200, 200]);
    expect(texts).toEqual(["Are you open?"]);
  });

  it("when its handler fails, for it has perhaps replied", async () => {
    await using scene = await openScene(held.mock, "fails");
    await scene.start(
      (bot) =>
        bot.onDirectMessage(async (thread) => {
          await thread.post("One moment");
          throw new Error("the database is down");
        }),
      withoutPolling,
    );
    scene.writeOnBlooio("Are you open?");
    await held.mock.webhooks.settle();
    held.mock.clock.of(scene.key).advance("15m");
    await held.mock.webhooks.settle();
    expect([statusesOf(scene), sendsOf(scene)]).toEqual([[200], [{ text: "One moment" }]]);
    expect(scene.logged.join()).toContain("the database is down");
  });

  it("and not at all lost, when another one of its thread is still being handled: it is delivered again", async () => {
    await using scene = await openScene(held.mock, "busy");
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
    const settled = held.mock.webhooks.settle();
    await eventually(() => scene.logged.join()).toContain("Could not acquire lock");
    finish();
    await settled;
    expect(texts).toEqual(["first"]);
    held.mock.clock.of(scene.key).advance("30s");
    await held.mock.webhooks.settle();
    expect(texts).toEqual(["first", "second"]);
    expect(statusesOf(scene)).toEqual([200, 500, 200]);
  });

  it("and not again after a crash in the middle, which the service is told", async () => {
    await using scene = await openScene(held.mock, "crash");
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
  await using scene = await openScene(held.mock, "signature");
  const texts: string[] = [];
  await scene.start((bot) => bot.onDirectMessage((_, { text }) => void texts.push(text)), withoutPolling);
  held.mock.webhooks.fail("message.received", { delivery: "wrong signature", times: 1, key: scene.key });
  scene.writeOnBlooio("Are you open?");
  await held.mock.webhooks.settle();
  expect([statusesOf(scene), texts]).toEqual([[401], []]);
  held.mock.clock.of(scene.key).advance("30s");
  await held.mock.webhooks.settle();
  expect([statusesOf(scene), texts]).toEqual([[401, 200], ["Are you open?"]]);
});

it("with waitUntil, the response does not wait for the handlers", async () => {
  await using scene = await openScene(held.mock, "wait-until");
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

it("leaves out events in the flat form of the API before, which do not say which chat it is", async () => {
  await using scene = await openScene(held.mock, "flat");
  const texts: string[] = [];
  const bot = await scene.start((each) => each.onDirectMessage((_, { text }) => void texts.push(text)), withoutPolling);
  const flat = { event: "message.received", message_id: "msg_1", external_id: someone, text: "Hi", timestamp: 1 };
  const event = await signWebhook({ type: "message.received", data: undefined as never, ...flat }, scene.secret);
  expect((await bot.webhooks.blooio(requestOf(event))).status).toBe(200);
  expect([texts, scene.logged.join()]).toEqual([[], expect.stringContaining("v2")]);
});
