import { createMemoryState } from "@chat-adapter/state-memory";
import type { InterruptedMessage } from "@switchboard/chat-adapter";
import { startMock } from "@switchboard/mock";
import type { StateAdapter } from "chat";
import { expect, it } from "vitest";

import { eventually, openScene, type Bot } from "./bot.ts";

/** A process as its state sees it: it does so many things, and then stops, until it is woken. */
function stoppingAfter(most: number, state: StateAdapter) {
  let [count, wake] = [0, (): void => undefined];
  const woken = new Promise<void>((resolve) => (wake = resolve));
  const locks = new Set<string>();
  const seen = new Proxy(state, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return async (...args: unknown[]): Promise<unknown> => {
        count += 1;
        if (count > most) await woken;
        else if (name === "acquireLock") locks.add(String(args[0]));
        return Reflect.apply(method, target, args) as unknown;
      };
    },
  });
  return {
    state: seen,
    hasStopped: () => count > most,
    wake,
    /** What happens when nobody renews them. */
    loseLocks: () => Promise.all([...locks].map((key) => state.forceReleaseLock(key))),
  };
}

it("wherever a process stops, to wake up later, no message is replied to twice, and none is left out unnoticed", async () => {
  await using mock = await startMock();
  mock.clock.hold();
  const fates = new Set<string>();
  for (let most = 0, hasStopped = true; hasStopped; most += 1) {
    await using scene = await openScene(mock, `stopped-${most}`);
    const state = createMemoryState();
    await state.connect();
    const replies = (): string[] =>
      mock.blotato.requests("sendMessage", { key: scene.key }).map(({ body }) => (body as { text: string }).text);
    const interrupted: string[] = [];
    const blotato = { onInterrupted: ({ messageId }: InterruptedMessage): void => void interrupted.push(messageId) };
    const known = (): number => new Set([...replies(), ...interrupted]).size;
    const prepare = (bot: Bot): void =>
      bot.onDirectMessage(async (thread, { id }) => {
        await thread.post(id);
      });

    const first = stoppingAfter(most, state);
    const starting = scene.start(prepare, { state: first.state, blotato });
    // Written after the first start, and before the second.
    mock.clock.of(scene.key).advance("1m");
    for (const text of ["one", "two"]) scene.writeOnBlotato(text);
    await eventually(() => first.hasStopped() || known() === 2).toBe(true);
    await first.loseLocks();
    await scene.start(prepare, { state, blotato });
    await eventually(known).toBe(2);
    hasStopped = first.hasStopped();
    first.wake();
    await starting;
    scene.writeOnBlotato("three");
    await eventually(known).toBe(3);

    const counts = [...new Set([...replies(), ...interrupted])].map(
      (id) => replies().filter((text) => text === id).length,
    );
    expect(Math.max(...counts), `stopped after ${most} steps`).toBe(1);
    for (const count of counts) fates.add(count === 1 ? "replied to" : "reported");
  }
  expect(fates).toEqual(new Set(["replied to", "reported"]));
});
