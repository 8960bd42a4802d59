import { SwitchboardError } from "@switchboard/typed-fetch";

import type { Blooio } from "../blooio/client.ts";
import type { Blotato } from "../blotato/client.ts";
import type { ApiName } from "../core/errors.ts";
import type { BlooioEvent } from "../webhooks/event.ts";
import { blooioSource } from "./blooio-source.ts";
import { blotatoSource } from "./blotato-source.ts";
import { newestFirst } from "./newest-first.ts";
import type { InboxConversation, InboxMessage, InboxSent, Person } from "./shape.ts";
import { dropOldest, type FollowOptions, type InboxReplyOptions, type Source } from "./source.ts";
import { watchAll, type Bell, type WatchedMessage, type WatchOptions } from "./watch.ts";

/** The clients of which an inbox is made: one of them, or both. */
export interface InboxClients {
  readonly blotato?: Blotato | undefined;
  readonly blooio?: Blooio | undefined;
}

export interface Since {
  /** Nothing older. Default: everything. */
  readonly since?: Date | undefined;
}

/** Direct messages of both services. */
export interface Inbox {
  /**
   * The conversations of both services, the most recently active first; they are loaded as they are read. On Blooio each costs a
   * request for its people.
   *
   * @throws the errors of the calls that it makes
   * @example
   * for await (const { network, people } of inbox.conversations({ since: new Date("2026-11-20") })) {
   *   console.log(network, people.map(({ address, handle, name }) => name ?? handle ?? address));
   * }
   */
  conversations(options?: Since): AsyncGenerator<InboxConversation, void, undefined>;

  /**
   * Reads one conversation: a message names it by `service` and `conversationId`, Blooio's events by `chat_id`.
   *
   * @throws ApiError of the kind `notFound` when there is none; SwitchboardError when this inbox has no client of the service
   * @example
   * const { people } = await inbox.conversation("blooio", "chat_4f7c2a91");
   */
  conversation(service: ApiName, id: string): Promise<InboxConversation>;

  /**
   * What was written in a conversation, the newest first; it is loaded as it is read.
   *
   * @throws the errors of the calls that it makes
   * @example
   * for await (const conversation of inbox.conversations()) {
   *   for await (const { direction, text } of inbox.messages(conversation)) console.log(direction, text);
   * }
   */
  messages(conversation: InboxConversation, options?: Since): AsyncGenerator<InboxMessage, void, undefined>;

  /**
   * Waits for messages that come in, and gives each once: the oldest first within a conversation, nothing older than `from`. What fails
   * for a reason that may pass is tried again, with growing pauses. Whoever keeps the token of the last message goes on there after a
   * restart; a message that was given, and whose token was not kept, comes again.
   *
   * Messages of an unknown direction are given too. Only one loop at a time may read from the same token.
   *
   * @throws SwitchboardError when `from` is neither a token nor a time; what cannot pass, such as the ApiError of a rejected key; the
   *   reason of the signal
   * @example
   * for await (const { message, token } of inbox.watch({ from: new Date() })) {
   *   console.log(message.person?.name, message.text, token.length);
   * }
   */
  watch(options: WatchOptions): AsyncGenerator<WatchedMessage, void, undefined>;

  /**
   * Takes an event from Blooio's webhooks. A message that came in wakes the watches of this inbox, which then read it from its chat: so
   * the order holds, whenever the event arrives and however often, and nothing depends on it. In a group it says who wrote. Other
   * events are ignored.
   *
   * @example
   * const receiver = createWebhookHandler({ secret, on: { "message.received": (event) => inbox.accept(event) } });
   */
  accept(event: BlooioEvent): void;

  /**
   * Replies to a message, or writes into a conversation. The result means accepted, not delivered: see {@link Inbox.follow}.
   *
   * On Blotato the reply goes to whoever wrote the message, on Facebook from the page to which they wrote.
   *
   * @throws SwitchboardError before any request to send when the service has no client here, when the message did not come in, when the
   *   service does not know an option, and when it cannot be replied to; otherwise like `messages.reply` of Blotato and `chats.send`
   *   of Blooio
   * @example
   * for await (const { message } of inbox.watch({ from: new Date() })) await inbox.reply(message, "We will look into it.");
   */
  reply(to: InboxMessage | InboxConversation, text: string, options?: InboxReplyOptions): Promise<InboxSent>;

  /**
   * Looks at a sent message until it is delivered.
   *
   * @returns the message with the status that it has then
   * @throws ApiError of the kind `delivery` when it failed; TimeoutError when nothing is known in time
   * @example
   * for await (const conversation of inbox.conversations()) {
   *   const sent = await inbox.reply(conversation, "We are open again.");
   *   console.log((await inbox.follow(sent, { timeout: 30_000 })).status);
   * }
   */
  follow(sent: InboxSent, options?: FollowOptions): Promise<InboxSent>;
}

/** Who wrote messages, by the events of the latest of them. */
const mostSenders = 10_000;

/**
 * Makes one inbox of both services, or of one.
 *
 * @throws SwitchboardError when there is no client
 * @example
 * const inbox = createInbox({ blotato: createBlotato(), blooio: createBlooio() });
 */
export function createInbox({ blooio, blotato }: InboxClients): Inbox {
  const senders = new Map<string, Person>();
  const bells = new Set<Bell>();
  const sources: Partial<Record<ApiName, Source>> = {
    ...(blotato !== undefined && { blotato: blotatoSource(blotato) }),
    ...(blooio !== undefined && { blooio: blooioSource(blooio, (messageId) => senders.get(messageId)) }),
  };
  if (Object.keys(sources).length === 0) {
    throw new SwitchboardError("There is no client; expected blotato, blooio or both", "invalidOption");
  }
  const sourceOf = (service: ApiName): Source => {
    const source = sources[service];
    if (source !== undefined) return source;
    throw new SwitchboardError(`This inbox has no client of ${service}`, "unsupported");
  };

  return {
    conversations: ({ since } = {}) =>
      upTo(newestFirst(Object.values(sources)), since, ({ lastActivityAt }) => lastActivityAt),
    conversation: async (service, id) => sourceOf(service).conversation(id),
    messages: (conversation, { since } = {}) =>
      upTo(sourceOf(conversation.service).messages(conversation), since, ({ at }) => at),
    watch: (options) => watchAll(sources, bells, options),
    accept: (event) => {
      if (event.type !== "message.received" || event.data.direction !== "inbound") return;
      const { chat_id: chatId, contact, message_id: messageId, sender } = event.data;
      if (typeof sender === "string") {
        // In a group the contact of the chat need not be who wrote.
        const { contact_id: id, name } = contact?.identifier === sender ? contact : {};
        senders.set(messageId, { id: id ?? undefined, name: name ?? undefined, address: sender, handle: undefined });
        dropOldest(senders, mostSenders);
      }
      for (const bell of bells) bell.ring(chatId);
    },
    reply: async (to, text, options = {}) => {
      if ("direction" in to && to.direction !== "inbound") {
        const reason = to.direction === "unknown" ? "nobody knows whether it came in" : "it is your own";
        throw new SwitchboardError(
          `Message ${to.id} cannot be replied to: ${reason}; write into its conversation instead`,
          "invalidInput",
        );
      }
      return sourceOf(to.service).reply(to, text, options);
    },
    follow: async (sent, options = {}) => sourceOf(sent.service).follow(sent, options),
  };
}

async function* upTo<Item>(
  items: AsyncIterable<Item>,
  since: Date | undefined,
  timeOf: (item: Item) => Date | undefined,
): AsyncGenerator<Item, void, undefined> {
  for await (const item of items) {
    const time = timeOf(item);
    if (since !== undefined && (time === undefined || time < since)) return;
    yield item;
  }
}
