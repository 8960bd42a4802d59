import { isApiError, SwitchboardError } from "@switchboard/messaging";
import { createBlooio, type Blooio } from "@switchboard/messaging/blooio";
import { createWebhookHandler, type SeenStore, type WebhookHandler } from "@switchboard/messaging/webhooks";
import {
  LockError,
  type AdapterPostableMessage,
  type Attachment,
  type EmojiValue,
  type Message,
  type RawMessage,
  type WebhookOptions,
} from "chat";

import { MessagingAdapter, type AdapterOptions } from "./adapter.ts";
import { partsOf, readable, type BlooioRawMessage, type Reaction, type ReceivedMessage } from "./blooio-messages.ts";
import { emojiFor, reactionOf } from "./blooio-reactions.ts";
import { handledOnce } from "./handled-once.ts";
import type { HistoryOptions, HistoryPage, Outgoing, Sender, Sent } from "./message-parts.ts";
import { remembering } from "./remembering.ts";
import type { ConversationThread } from "./thread-id.ts";

export interface BlooioAdapterOptions extends AdapterOptions {
  /** Default: `createBlooio()`, whose key stands in `BLOOIO_API_KEY`. */
  readonly blooio?: Blooio | undefined;
  /** The signing secret of the webhook, several while it is rotated. Default: `BLOOIO_WEBHOOK_SECRET`. */
  readonly webhookSecret?: string | readonly string[] | undefined;
  /** The id of the channel (`ch_…`) on which `openDM` opens chats. */
  readonly channelId?: string | undefined;
}

/** Chats on iMessage, SMS, RCS and WhatsApp, by webhooks. */
export class BlooioAdapter extends MessagingAdapter<BlooioRawMessage> {
  readonly #blooio: Blooio;
  readonly #options: BlooioAdapterOptions;
  readonly #events: SeenStore;
  readonly #chatOf: (chatId: string) => Promise<Awaited<ReturnType<Blooio["chats"]["get"]>>>;
  readonly #peopleOf: (chatId: string) => ReturnType<Blooio["chats"]["participants"]>;

  constructor(options: BlooioAdapterOptions) {
    super("blooio", options);
    const blooio = options.blooio ?? createBlooio();
    this.#blooio = blooio;
    this.#options = options;
    this.#events = handledOnce(() => this.connected().getState(), `${this.name}:event`);
    this.#chatOf = remembering(async (chatId) => blooio.chats.get(chatId));
    this.#peopleOf = remembering(async (chatId) => blooio.chats.participants(await this.#chatOf(chatId)));
    // A bot without a secret is noticed at its start.
    this.#receiverFor({});
  }

  /**
   * Takes a delivery. Without `waitUntil` the response comes once the handlers are done, and what came while another message of its
   * thread was handled is delivered again.
   */
  async handleWebhook(request: Request, options: WebhookOptions = {}): Promise<Response> {
    return this.#receiverFor(options)(request);
  }

  parseMessage(raw: BlooioRawMessage): Message<BlooioRawMessage> {
    return this.#message(raw);
  }

  /** Sends a message as a reply to another one. */
  async reply(
    threadId: string,
    messageId: string,
    message: AdapterPostableMessage,
  ): Promise<RawMessage<BlooioRawMessage>> {
    return this.post(threadId, message, messageId);
  }

  /** @throws NotImplementedError for an emoji other than the six tapbacks; ApiError where the channel has no reactions */
  async addReaction(threadId: string, messageId: string, emoji: EmojiValue | string): Promise<void> {
    await this.#react("+", threadId, messageId, emoji);
  }

  async removeReaction(threadId: string, messageId: string, emoji: EmojiValue | string): Promise<void> {
    await this.#react("-", threadId, messageId, emoji);
  }

  /** Shows that the bot types, on channels that can. */
  async startTyping(threadId: string): Promise<void> {
    const { conversationId } = this.decodeThreadId(threadId);
    try {
      await this.#blooio.chats.setTyping(conversationId, { state: "started" });
    } catch (error) {
      // As with other adapters, a bot need not know which channels can.
      if (!isApiError(error) || error.kind !== "conflict") throw error;
      this.logger.debug("This channel has no typing indicator", { threadId });
    }
  }

  /** Tells the other side that its messages were read. */
  async markAsRead(threadId: string): Promise<void> {
    await this.#blooio.chats.markRead(this.decodeThreadId(threadId).conversationId);
  }

  /**
   * Opens the chat with a phone number or an e-mail address, or finds it; nothing is sent.
   *
   * @throws SwitchboardError when the adapter has no `channelId`
   */
  async openDM(address: string): Promise<string> {
    const { channelId } = this.#options;
    if (channelId === undefined)
      throw new SwitchboardError("openDM needs the channelId of the adapter", "invalidOption");
    const { id } = await this.#blooio.chats.findOrCreate({ channel_id: channelId, to: address });
    return this.encodeThreadId({ conversationId: id, isGroup: false });
  }

  rehydrateAttachment(attachment: Attachment): Attachment {
    return readable(attachment);
  }

  async fetchMessage(threadId: string, messageId: string): Promise<Message<BlooioRawMessage> | null> {
    const { conversationId } = this.decodeThreadId(threadId);
    const raw = await this.#blooio.messages.get(conversationId, messageId).catch(unlessGone);
    return raw === null ? null : this.#message(raw, await this.#senderIn(conversationId));
  }

  protected async history(
    { conversationId }: ConversationThread,
    { cursor, direction, limit }: HistoryOptions,
  ): Promise<HistoryPage<BlooioRawMessage>> {
    const isForward = direction === "forward";
    const query = { limit, cursor, ...(isForward && { order: "asc" as const }) };
    const { value: page } = await this.#blooio.chats.messages(conversationId, query).pages().next();
    const sender = await this.#senderIn(conversationId);
    const messages = (page?.items ?? []).map((raw) => this.#message(raw, sender));
    return { messages: isForward ? messages : messages.toReversed(), nextCursor: page?.nextCursor };
  }

  protected async describe({ conversationId }: ConversationThread): Promise<{ names: string[]; raw: object }> {
    const people = await this.#peopleOf(conversationId);
    const names = people.flatMap(({ identifier, name }) => name ?? identifier ?? []);
    return { names, raw: await this.#chatOf(conversationId) };
  }

  protected async send(
    { conversationId }: ConversationThread,
    { attachments, marked, plain, replyTo }: Outgoing,
  ): Promise<Sent<BlooioRawMessage>> {
    const isMarked = marked !== undefined && (await this.#chatOf(conversationId)).channel_type === "blooio";
    const text = isMarked ? { text: marked, format: "markdown" as const } : { text: plain };
    const extras = replyTo === undefined ? {} : { reply_to: replyTo };
    const content =
      attachments.length === 0 ? { ...text, ...extras } : { ...(plain === "" ? {} : text), attachments, ...extras };
    const raw = await this.#blooio.chats.send(conversationId, content);
    return { id: raw.id, raw };
  }

  #receiverFor(options: WebhookOptions): WebhookHandler {
    const { webhookSecret = process.env["BLOOIO_WEBHOOK_SECRET"] ?? "" } = this.#options;
    return createWebhookHandler({
      secret: webhookSecret,
      seen: this.#events,
      onError: (error) => this.logger.error("A delivery was not handled", { error }),
      on: {
        "message.received": (event) => this.#receive(event, options),
        "message.reaction": (event) => this.#receiveReaction(event, options),
      },
    });
  }

  async #receive(event: ReceivedMessage, options: WebhookOptions): Promise<void> {
    if (event.data.direction !== "inbound" || !this.#isCurrent(event)) return;
    const message = this.#message(event);
    // What was handled is known by its event, and a message that has to wait is to come again.
    const once = { ...options, deduplicate: false };
    await settled(this.connected().processMessage(this, message.threadId, message, once), options);
  }

  async #receiveReaction(event: Reaction, options: WebhookOptions): Promise<void> {
    const { action, chat_id: conversationId, direction, message_id: messageId, reaction = "", sender } = event.data;
    if (direction === "outbound" || !this.#isCurrent(event)) return;
    const { group_id: groupId } = await this.#chatOf(conversationId);
    const reacted = {
      adapter: this,
      threadId: this.encodeThreadId({ conversationId, isGroup: typeof groupId === "string" }),
      messageId,
      emoji: emojiFor(reaction),
      rawEmoji: reaction,
      added: action === undefined ? !reaction.startsWith("-") : action !== "remove",
      user: this.authorOf({ id: sender }),
      raw: event,
    };
    await settled(this.connected().processReaction(reacted, options), options);
  }

  /** In the form of the API before, nothing says which chat it is. */
  #isCurrent({ api_version: version, id }: ReceivedMessage | Reaction): boolean {
    if (version !== "v2") return true;
    this.logger.warn("An event in the form v2 is left out; set the webhook to a newer payload version", { id });
    return false;
  }

  async #react(sign: "+" | "-", threadId: string, messageId: string, emoji: EmojiValue | string): Promise<void> {
    const { conversationId } = this.decodeThreadId(threadId);
    const reaction = reactionOf(emoji);
    if (reaction === undefined) {
      const known = "heart, thumbs_up, thumbs_down, laugh, exclamation and question";
      throw this.lacks("reactions", `there is no reaction ${String(emoji)}; expected one of ${known}`);
    }
    await this.#blooio.messages.react(conversationId, messageId, { reaction: `${sign}${reaction}` });
  }

  /** Messages in lists do not tell who wrote them; in a chat of two people it is known. */
  async #senderIn(conversationId: string): Promise<Sender | undefined> {
    const people = await this.#peopleOf(conversationId);
    return people.length === 1 ? { id: people[0]?.identifier, name: people[0]?.name } : undefined;
  }

  #message(raw: BlooioRawMessage, person: Sender = {}): Message<BlooioRawMessage> {
    const { sender = person, isOurs, ...parts } = partsOf(raw);
    return this.messageOf({ ...parts, raw, author: isOurs ? this.self() : this.authorOf(sender) });
  }
}

/**
 * Makes an adapter for Chat SDK.
 *
 * @throws SwitchboardError when there is no key or no secret
 * @example
 * const bot = new Chat({ userName: "desk", adapters: { blooio: createBlooioAdapter() }, state: createMemoryState() });
 */
export const createBlooioAdapter = (options: BlooioAdapterOptions = {}): BlooioAdapter => new BlooioAdapter(options);

/**
 * Waits until it was handled, unless somebody else does. A handler that fails has perhaps replied: it is not run again. One that was
 * never run because its thread was busy is, when the event is delivered again.
 */
async function settled(task: Promise<void> | void, { waitUntil }: WebhookOptions): Promise<void> {
  const done = Promise.resolve(task).catch((error: unknown) => {
    if (error instanceof LockError && waitUntil === undefined) throw error;
  });
  if (waitUntil === undefined) await done;
}

function unlessGone(error: unknown): null {
  if (isApiError(error) && error.kind === "notFound") return null;
  throw error;
}
