/* oxlint-disable vitest/expect-expect -- a call that must not compile is the assertion */
import { Chat, type Adapter, type StateAdapter } from "chat";
import { describe, expectTypeOf, test } from "vitest";

import {
  createBlooioAdapter,
  createBlotatoAdapter,
  type BlooioAdapter,
  type BlooioRawMessage,
  type ConversationThread,
} from "../src/index.ts";

declare const state: StateAdapter;

describe("the adapters", () => {
  test("are adapters of Chat SDK, with threads and raw messages of their own", () => {
    expectTypeOf(createBlooioAdapter).returns.toExtend<Adapter<ConversationThread, BlooioRawMessage>>();
    const chat = new Chat({
      userName: "desk",
      state,
      adapters: { blooio: createBlooioAdapter(), blotato: createBlotatoAdapter() },
    });
    expectTypeOf(chat.getAdapter("blooio")).toEqualTypeOf<BlooioAdapter>();
    expectTypeOf(chat.webhooks.blotato).toBeFunction();
    // @ts-expect-error there is no such adapter
    chat.getAdapter("slack");
  });

  test("take their own options alone", () => {
    // @ts-expect-error Blotato has no webhooks
    createBlotatoAdapter({ webhookSecret: "whsec_1" });
    // @ts-expect-error Blooio is not polled
    createBlooioAdapter({ interval: 10 });
  });
});
