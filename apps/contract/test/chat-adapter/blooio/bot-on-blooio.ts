import { createBlooio } from "@switchboard/messaging/blooio";
import type { Thread } from "chat";
import { assert } from "vitest";

import type { BotOptions, Scene } from "../bot.ts";

/** Who writes to the bots. */
export const someone = "+15555550142";

/** Options of a bot that looks for nothing on Blotato meanwhile. */
export const withoutPolling: BotOptions = { blotato: { polling: false } };

/** The messages that a scene's bots sent on Blooio, as the service got them. */
export const sendsOf = ({ key, mock }: Scene): readonly unknown[] =>
  mock.blooio.requests("sendMessageToChat", { key }).map(({ body }) => body);

/** The thread in which somebody has written. */
export async function openThread(scene: Scene, { retries = 0 } = {}): Promise<Thread> {
  const threads: Thread[] = [];
  const blooio = createBlooio({ apiKey: scene.key, baseUrl: scene.mock.blooio.url, retries });
  await scene.start((chat) => chat.onDirectMessage((thread) => void threads.push(thread)), {
    ...withoutPolling,
    blooio: { blooio },
  });
  scene.writeOnBlooio("Are you open?");
  await scene.mock.webhooks.settle();
  assert(threads[0]);
  return threads[0];
}
