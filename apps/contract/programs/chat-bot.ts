// apps/contract/programs/chat-bot.ts
import { createServer } from "node:http";

import { createMemoryState } from "@chat-adapter/state-memory";
import { createBlooioAdapter, createBlotatoAdapter } from "@switchboard/chat-adapter";
import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";
import { toNodeHandler } from "@switchboard/messaging/webhooks";
import { Chat } from "chat";

const { BLOOIO_URL, BLOTATO_URL, BOT_INTERVAL = "10000", PORT = "3000" } = process.env;

// The keys stand in BLOOIO_API_KEY and BLOTATO_API_KEY, the secret of the webhook in BLOOIO_WEBHOOK_SECRET.
const bot = new Chat({
  userName: "bakery",
  adapters: {
    blooio: createBlooioAdapter({ blooio: createBlooio({ baseUrl: BLOOIO_URL }) }),
    blotato: createBlotatoAdapter({ blotato: createBlotato({ baseUrl: BLOTATO_URL }), interval: Number(BOT_INTERVAL) }),
  },
  state: createMemoryState(), // in production one that outlives the process
});

bot.onDirectMessage(async (thread, { author, text }) => {
  await thread.startTyping();
  const { isKnown } = ((await thread.state) ?? {}) as { isKnown?: boolean };
  await thread.setState({ isKnown: true });
  const greeting = isKnown === true ? "" : `Hello ${author.fullName}! `;
  const reply = /\bopen\b/i.test(text) ? "We are open **from seven until six**." : "Somebody will look into it.";
  await thread.post({ markdown: `${greeting}${reply}` });
});

await bot.initialize(); // from here on it looks for messages on Blotato
const server = createServer(toNodeHandler(bot.webhooks.blooio));
server.listen(Number(PORT), () => console.log("Blooio delivers to", server.address()));

// An event that came after the end of the bot would start it again.
process.once("SIGTERM", () => server.close(() => void bot.shutdown()));
