// What a team might log while it looks for a fault: each hook event and each error, with all that they hold.
import { inspect } from "node:util";

import type { Hooks } from "@switchboard/messaging";
import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";

import type { Services } from "./list-and-send.js";

const show = (value: unknown): void =>
  console.log(inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }));

/** Runs calls that succeed and calls that fail, and prints what becomes known of them. */
export async function showEverything({ apiKey, blotatoUrl, blooioUrl }: Services): Promise<void> {
  const hooks: Hooks = { onRequest: show, onResponse: show, onRetry: show };
  const blotato = createBlotato({ apiKey, baseUrl: blotatoUrl, hooks, retries: 1 });
  const blooio = createBlooio({ apiKey, baseUrl: blooioUrl, hooks, retries: 1 });
  const unreachable = createBlotato({ apiKey, baseUrl: "http://127.0.0.1:1", hooks, retries: 0 });
  const calls = [
    () => blotato.conversations.list().first(),
    () => blotato.conversations.get(apiKey),
    () =>
      blotato.messages.send({ accountId: "", recipientId: apiKey, text: apiKey, target: { targetType: "instagram" } }),
    () => unreachable.conversations.get("1"),
    () => blooio.chats.list().first(),
    () => blooio.chats.get(apiKey),
    () => blooio.messages.send({ to: "nobody", text: apiKey }),
    () => blooio.messages.send({ to: "+15555550142", text: "Hello" }),
  ];
  for (const call of calls) {
    await call().then(
      () => console.log("done"),
      (error: unknown) => {
        show(error);
        console.log(JSON.stringify(error), String(error));
      },
    );
  }
}
