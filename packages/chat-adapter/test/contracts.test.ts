import { createMockChatInstance, selfMessageContract, threadIdContract } from "@chat-adapter/tests";
import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";
import { signWebhook } from "@switchboard/messaging/webhooks";

import { createBlooioAdapter, createBlotatoAdapter } from "../src/index.ts";

const secret = "whsec_of_the_contracts";
const blooio = createBlooioAdapter({ blooio: createBlooio({ apiKey: "a-key" }), webhookSecret: secret });
const blotato = createBlotatoAdapter({ blotato: createBlotato({ apiKey: "a-key" }) });

threadIdContract({
  name: "blooio",
  encode: (thread) => blooio.encodeThreadId(thread),
  decode: (threadId) => blooio.decodeThreadId(threadId),
  cases: [
    { decoded: { conversationId: "chat_4f7c2a91", isGroup: false }, encoded: "blooio:chat_4f7c2a91" },
    { decoded: { conversationId: "chat_9d03b6e8", isGroup: true }, encoded: "blooio:chat_9d03b6e8:group" },
    { decoded: { conversationId: "a:b%c/é group", isGroup: false } },
  ],
  isDM: {
    fn: (threadId) => blooio.isDM(threadId),
    dmThreadId: "blooio:chat_4f7c2a91",
    nonDmThreadId: "blooio:chat_9d03b6e8:group",
  },
});

threadIdContract({
  name: "blotato",
  encode: (thread) => blotato.encodeThreadId(thread),
  decode: (threadId) => blotato.decodeThreadId(threadId),
  cases: [
    { decoded: { conversationId: "9007199254740993001", isGroup: false }, encoded: "blotato:9007199254740993001" },
  ],
});

const written = async (direction: "inbound" | "outbound"): Promise<Request> => {
  const data = { message_id: `msg_${direction}`, chat_id: "chat_1", direction, sender: "+15555550142", text: "Hello" };
  const init = await signWebhook({ type: "message.received", data }, secret);
  return new Request("https://bot.example.com/", { method: "POST", ...init });
};

selfMessageContract({
  name: "blooio",
  async setup() {
    const chat = createMockChatInstance();
    const adapter = createBlooioAdapter({ blooio: createBlooio({ apiKey: "a-key" }), webhookSecret: secret });
    await adapter.initialize(chat);
    return { adapter, chat };
  },
  makeOtherMessageRequest: () => written("inbound"),
  makeSelfMessageRequest: () => written("outbound"),
});
