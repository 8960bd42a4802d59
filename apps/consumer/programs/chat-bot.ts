// What a team would write for a bot: nothing in it has a type but what is inferred. Chat SDK's own types need those of Node.
import { createBlooioAdapter, createBlotatoAdapter } from "@switchboard/chat-adapter";
import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";
import { Chat, type StateAdapter } from "chat";

export const adapters = {
  blooio: createBlooioAdapter({ blooio: createBlooio({ apiKey: "key" }), webhookSecret: "whsec_of_a_bot" }),
  blotato: createBlotatoAdapter({ blotato: createBlotato({ apiKey: "key" }), interval: 1_000, polling: false }),
};

export const createBot = (state: StateAdapter) => new Chat({ userName: "bakery", adapters, state });
export const newestOf = (threadId: string) => adapters.blotato.fetchMessages(threadId, { limit: 1 });
export const threadOf = (threadId: string) => adapters.blooio.decodeThreadId(threadId);
