import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { createMemoryState } from "@chat-adapter/state-memory";
import {
  createBlooioAdapter,
  createBlotatoAdapter,
  type BlooioAdapter,
  type BlooioAdapterOptions,
  type BlotatoAdapter,
  type BlotatoAdapterOptions,
} from "@switchboard/chat-adapter";
import { createBlooio, type Blooio } from "@switchboard/messaging/blooio";
import { createBlotato, type Blotato, type Conversation } from "@switchboard/messaging/blotato";
import { toNodeHandler } from "@switchboard/messaging/webhooks";
import type { Mock } from "@switchboard/mock";
import { Chat, type ChatConfig, type Logger, type StateAdapter } from "chat";
import { assert, expect } from "vitest";

export type Bot = Chat<{ blooio: BlooioAdapter; blotato: BlotatoAdapter }>;

export interface BotOptions extends Pick<ChatConfig, "concurrency"> {
  readonly state?: StateAdapter;
  readonly blooio?: BlooioAdapterOptions;
  readonly blotato?: BlotatoAdapterOptions;
}

/** A tenant of a mock, and bots that are connected with it. */
export interface Scene extends AsyncDisposable {
  readonly mock: Mock;
  readonly key: string;
  readonly blooio: Blooio;
  readonly blotato: Blotato;
  /** An Instagram conversation with one person. */
  readonly conversation: Conversation;
  /** The secret with which what comes to the bots is signed. */
  readonly secret: string;
  /** The warnings and errors that bots logged. */
  readonly logged: string[];
  /** Starts a bot; the one that was started last gets the webhooks. */
  start(prepare: (bot: Bot) => void, options?: BotOptions): Promise<Bot>;
  /** Somebody writes on Instagram. */
  writeOnBlotato(text: string): void;
  /** Somebody writes to a channel of the type `blooio`; it is delivered when the mock's webhooks are settled. */
  writeOnBlooio(text: string, from?: string): void;
}

/** What comes to be true; the limit is for what hangs. */
export const eventually = (read: () => unknown): ReturnType<typeof expect.poll> =>
  expect.poll(read, { interval: 5, timeout: 60_000 });

export async function openScene(mock: Mock, key: string): Promise<Scene> {
  const options = { apiKey: key, retries: 0 };
  const blooio = createBlooio({ ...options, baseUrl: mock.blooio.url });
  const blotato = createBlotato({ ...options, baseUrl: mock.blotato.url });
  const conversation = await blotato.conversations.list({ platform: "instagram" }).first();
  assert(conversation);

  const logged: string[] = [];
  const bots: Bot[] = [];
  const server = createServer((request, response) => void receive(request, response));
  const receive = toNodeHandler(async (request) => {
    const bot = bots.at(-1);
    return bot === undefined ? new Response(null, { status: 503 }) : bot.webhooks.blooio(request);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const webhook = await blooio.webhooks.create({ url: `http://127.0.0.1:${port}/` });

  return {
    mock,
    key,
    blooio,
    blotato,
    conversation,
    secret: webhook.signing_secret,
    logged,
    async start(prepare, { blooio: ofBlooio, blotato: ofBlotato, state = createMemoryState(), ...chat } = {}) {
      const bot: Bot = new Chat({
        userName: "bakery",
        logger: loggerInto(logged),
        adapters: {
          blooio: createBlooioAdapter({ blooio, webhookSecret: webhook.signing_secret, ...ofBlooio }),
          blotato: createBlotatoAdapter({ blotato, interval: 5, ...ofBlotato }),
        },
        state,
        ...chat,
      });
      prepare(bot);
      bots.push(bot);
      await bot.initialize();
      // What arrives now is younger than the bot, whose clock is the machine's.
      mock.clock.of(key).advance("1m");
      return bot;
    },
    writeOnBlotato: (text) => void mock.blotato.receive({ conversationId: conversation.id, text }, { key }),
    writeOnBlooio: (text, from = "+15555550142") =>
      void mock.blooio.receive({ channelId: "+15555550101", from, text }, { key }),
    async [Symbol.asyncDispose]() {
      // An event that came after the end of a bot would start it again.
      server.close();
      server.closeAllConnections();
      await Promise.all(bots.map((bot) => bot.shutdown()));
    },
  };
}

function loggerInto(lines: string[]): Logger {
  const add = (message: string, ...rest: unknown[]): void => {
    const details = rest.map((each) =>
      JSON.stringify(each, (_, value: unknown) => (value instanceof Error ? String(value) : value)),
    );
    lines.push([message, ...details].join(" "));
  };
  const logger: Logger = { child: () => logger, debug: () => undefined, info: () => undefined, warn: add, error: add };
  return logger;
}
