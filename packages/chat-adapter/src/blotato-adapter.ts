import { createBlotato, isInbound, type Blotato, type Message as BlotatoMessage } from "@switchboard/messaging/blotato";
import { createInbox, type Inbox, type InboxConversation, type InboxMessage } from "@switchboard/messaging/inbox";
import type { ChatInstance, Message } from "chat";

import { MessagingAdapter, type AdapterOptions } from "./adapter.ts";
import type { HistoryOptions, HistoryPage, Outgoing, Sender, Sent } from "./message-parts.ts";
import { Polling, type PollingOptions } from "./polling.ts";
import { remember } from "./remembering.ts";
import type { ConversationThread } from "./thread-id.ts";

export interface BlotatoAdapterOptions extends AdapterOptions, PollingOptions {
  /** Default: `createBlotato()`, whose key stands in `BLOTATO_API_KEY`. */
  readonly blotato?: Blotato | undefined;
  /** Whether to look for messages; false in a process that only sends. Default: true. */
  readonly polling?: boolean | undefined;
}

/** Direct messages on Facebook, Instagram and X, by looking for them: Blotato has no webhooks. */
export class BlotatoAdapter extends MessagingAdapter<BlotatoMessage> {
  readonly #inbox: Inbox;
  readonly #options: BlotatoAdapterOptions;
  /** The latest that came in, by conversation: it says to whom a reply goes, and from which page. */
  readonly #latest: Map<string, InboxMessage> = new Map();
  #polling: Polling | undefined;

  constructor(options: BlotatoAdapterOptions) {
    super("blotato", options);
    this.#options = options;
    this.#inbox = createInbox({ blotato: options.blotato ?? createBlotato() });
  }

  /** Begins to look for messages. `chat.initialize()` calls it. */
  override async initialize(chat: ChatInstance): Promise<void> {
    await super.initialize(chat);
    if (this.#options.polling === false) return;
    await this.disconnect();
    this.#polling = new Polling({
      ...this.#options,
      inbox: this.#inbox,
      key: `${this.name}:polling`,
      logger: this.logger,
      state: chat.getState(),
      threadOf: (message) => this.#threadOf(message),
      handle: async (message, threadId) => {
        remember(this.#latest, message.conversationId, message);
        // What was handled is known by the token.
        await chat.processMessage(this, threadId, this.#message(message), { deduplicate: false });
      },
    });
  }

  /** Ends once the messages are handled that were begun. */
  async disconnect(): Promise<void> {
    await this.#polling?.stop();
    this.#polling = undefined;
  }

  async handleWebhook(): Promise<Response> {
    return new Response("Blotato has no webhooks: its adapter looks for messages by itself\n", { status: 404 });
  }

  parseMessage(raw: BlotatoMessage): Message<BlotatoMessage> {
    return this.#parsed(raw, isInbound(raw, { participants: [] }) === false ? undefined : { id: raw.senderId });
  }

  async addReaction(): Promise<never> {
    throw this.lacks("reactions", "Blotato has no reactions");
  }

  async removeReaction(): Promise<never> {
    throw this.lacks("reactions", "Blotato has no reactions");
  }

  /** Does nothing: Blotato has no typing indicator. As with other adapters, a bot need not know. */
  async startTyping(threadId: string): Promise<void> {
    this.logger.debug("Blotato has no typing indicator", { threadId });
  }

  async fetchMessage(threadId: string, messageId: string): Promise<Message<BlotatoMessage> | null> {
    for await (const message of this.#inbox.messages(await this.#conversationOf(this.decodeThreadId(threadId)))) {
      if (message.id === messageId) return this.#message(message);
    }
    return null;
  }

  /** The service lists the newest first, so both directions begin there. A cursor is the id of a message. */
  protected async history(
    thread: ConversationThread,
    { cursor, direction, limit }: HistoryOptions,
  ): Promise<HistoryPage<BlotatoMessage>> {
    const isBackward = direction === "backward";
    const found: InboxMessage[] = [];
    let isReached = cursor === undefined;
    for await (const message of this.#inbox.messages(await this.#conversationOf(thread))) {
      if (message.id === cursor) {
        if (!isBackward) break;
        isReached = true;
      } else if (isReached || !isBackward) found.push(message);
      if (isBackward && found.length > limit) break;
    }
    const page = isBackward ? found.slice(0, limit) : found.slice(-limit);
    const last = isBackward ? page.at(-1) : page[0];
    return {
      messages: page.map((message) => this.#message(message)).toReversed(),
      nextCursor: found.length > limit ? last?.id : undefined,
    };
  }

  protected async describe(thread: ConversationThread): Promise<{ names: string[]; raw: object }> {
    const { people, raw } = await this.#conversationOf(thread);
    return { names: people.flatMap(({ handle, id, name }) => name ?? handle ?? id ?? []), raw };
  }

  protected async send(thread: ConversationThread, { attachments, plain }: Outgoing): Promise<Sent<BlotatoMessage>> {
    if (attachments.length > 0) throw this.lacks("files", "Blotato sends no files in direct messages");
    const to = this.#latest.get(thread.conversationId) ?? (await this.#latestIn(thread));
    const { id, raw } = await this.#inbox.reply(to, plain);
    return { id, raw: raw as BlotatoMessage };
  }

  #conversationOf({ conversationId }: ConversationThread): Promise<InboxConversation> {
    return this.#inbox.conversation("blotato", conversationId);
  }

  /** What came in last; the conversation itself where that is not listed any more. */
  async #latestIn(thread: ConversationThread): Promise<InboxMessage | InboxConversation> {
    const conversation = await this.#conversationOf(thread);
    for await (const message of this.#inbox.messages(conversation)) {
      if (message.direction !== "inbound") continue;
      remember(this.#latest, thread.conversationId, message);
      return message;
    }
    return conversation;
  }

  #threadOf({ conversationId, direction, id }: InboxMessage): string | undefined {
    if (direction === "inbound" && conversationId !== "") {
      return this.encodeThreadId({ conversationId, isGroup: false });
    }
    // It may be the bot's own, to which it would reply for ever.
    const reason = conversationId === "" ? "it has no conversation" : "nobody knows whether it came in";
    this.logger.warn("A message is left out", { id, reason });
    return undefined;
  }

  #message({ direction, person, raw }: InboxMessage): Message<BlotatoMessage> {
    const message = raw as BlotatoMessage;
    return this.#parsed(
      message,
      direction === "outbound" ? undefined : { ...person, id: person?.id ?? message.senderId },
    );
  }

  /** @param sender undefined for what we sent */
  #parsed(raw: BlotatoMessage, sender: Sender | undefined): Message<BlotatoMessage> {
    const { conversationId, createdAt, id, text } = raw;
    return this.messageOf({
      id,
      thread: { conversationId: conversationId ?? "", isGroup: false },
      raw,
      text,
      author: sender === undefined ? this.self() : this.authorOf(sender),
      at: new Date(createdAt),
    });
  }
}

/**
 * Makes an adapter for Chat SDK. It begins to look for messages with `chat.initialize()`, and ends with `chat.shutdown()`.
 *
 * @throws SwitchboardError when there is no key
 * @example
 * const bot = new Chat({ userName: "desk", adapters: { blotato: createBlotatoAdapter() }, state: createMemoryState() });
 * await bot.initialize();
 */
export const createBlotatoAdapter = (options: BlotatoAdapterOptions = {}): BlotatoAdapter =>
  new BlotatoAdapter(options);
