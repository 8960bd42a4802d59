import { isApiError, SwitchboardError } from "@switchboard/messaging";
import {
  ConsoleLogger,
  Message,
  NotImplementedError,
  RateLimitError,
  type Adapter,
  type AdapterPostableMessage,
  type Author,
  type ChatInstance,
  type EmojiValue,
  type FetchOptions,
  type FetchResult,
  type FormattedContent,
  type Logger,
  type RawMessage,
  type StreamChunk,
  type StreamOptions,
  type ThreadInfo,
  type WebhookOptions,
} from "chat";

import type { HistoryOptions, HistoryPage, MessageParts, Outgoing, Sender, Sent } from "./message-parts.ts";
import { TextFormat } from "./text-format.ts";
import { decodeThread, encodeThread, type ConversationThread } from "./thread-id.ts";

/** What both adapters can be given. */
export interface AdapterOptions {
  /** The name of the adapter, with which its threads begin. Default: `blooio` or `blotato`. */
  readonly name?: string | undefined;
  /** The name with which people mention the bot in a group. Default: that of the `Chat`. */
  readonly userName?: string | undefined;
  /** Default: that of the `Chat`. */
  readonly logger?: Logger | undefined;
}

/** What is the same on both services: a thread is a conversation, and a channel is that thread. */
export abstract class MessagingAdapter<Raw> implements Adapter<ConversationThread, Raw> {
  readonly name: string;
  userName: string;
  protected logger: Logger;
  #chat: ChatInstance | undefined;
  readonly #format: TextFormat = new TextFormat();
  readonly #options: AdapterOptions;

  constructor(name: string, options: AdapterOptions) {
    this.#options = options;
    this.name = options.name ?? name;
    this.userName = options.userName ?? "bot";
    this.logger = options.logger ?? new ConsoleLogger("info", this.name);
  }

  abstract handleWebhook(request: Request, options?: WebhookOptions): Promise<Response>;
  abstract parseMessage(raw: Raw): Message<Raw>;
  abstract startTyping(threadId: string): Promise<void>;
  abstract addReaction(threadId: string, messageId: string, emoji: EmojiValue | string): Promise<void>;
  abstract removeReaction(threadId: string, messageId: string, emoji: EmojiValue | string): Promise<void>;
  abstract fetchMessage(threadId: string, messageId: string): Promise<Message<Raw> | null>;
  protected abstract send(thread: ConversationThread, message: Outgoing): Promise<Sent<Raw>>;
  protected abstract history(thread: ConversationThread, options: HistoryOptions): Promise<HistoryPage<Raw>>;
  /** The names of the people on the other side, and the vendor's own object. */
  protected abstract describe(thread: ConversationThread): Promise<{ names: readonly string[]; raw: object }>;

  async initialize(chat: ChatInstance): Promise<void> {
    this.#chat = chat;
    this.userName = this.#options.userName ?? chat.getUserName();
    this.logger = this.#options.logger ?? chat.getLogger(this.name);
  }

  encodeThreadId(thread: ConversationThread): string {
    return encodeThread(this.name, thread);
  }

  /** @throws SwitchboardError when it is not the id of a thread of this adapter */
  decodeThreadId(threadId: string): ConversationThread {
    return decodeThread(this.name, threadId);
  }

  channelIdFromThreadId(threadId: string): string {
    return threadId;
  }

  isDM(threadId: string): boolean {
    return !this.decodeThreadId(threadId).isGroup;
  }

  renderFormatted(content: FormattedContent): string {
    return this.#format.fromAst(content);
  }

  /**
   * Sends a message. What fails says by `maybeSent` whether it may have been sent nevertheless.
   *
   * @throws NotImplementedError for what the service does not have; RateLimitError when it gets too many requests; the errors of
   *   `@switchboard/messaging`
   */
  async postMessage(threadId: string, message: AdapterPostableMessage): Promise<RawMessage<Raw>> {
    return this.post(threadId, message);
  }

  /** Sends the whole of a stream as one message: what was sent cannot be changed. */
  async stream(
    threadId: string,
    textStream: AsyncIterable<string | StreamChunk>,
    { signal }: StreamOptions = {},
  ): Promise<RawMessage<Raw>> {
    let markdown = "";
    for await (const chunk of textStream) {
      signal?.throwIfAborted();
      if (typeof chunk === "string") markdown += chunk;
      else if (chunk.type === "markdown_text") markdown += chunk.text;
    }
    return this.post(threadId, { markdown });
  }

  async editMessage(): Promise<never> {
    throw this.lacks("editing", "a message cannot be changed once it is sent");
  }

  async deleteMessage(): Promise<never> {
    throw this.lacks("deleting", "a message cannot be taken back");
  }

  async fetchMessages(
    threadId: string,
    { cursor, direction = "backward", limit = 50 }: FetchOptions = {},
  ): Promise<FetchResult<Raw>> {
    const wanted = { cursor, direction, limit: Math.min(limit, mostPerPage) };
    const { messages, nextCursor } = await this.history(this.decodeThreadId(threadId), wanted);
    return { messages, ...(nextCursor !== undefined && { nextCursor }) };
  }

  async fetchThread(threadId: string): Promise<ThreadInfo> {
    const { names, raw } = await this.describe(this.decodeThreadId(threadId));
    const channelName = names.length > 0 && { channelName: names.join(", ") };
    return { id: threadId, channelId: threadId, isDM: this.isDM(threadId), metadata: { raw }, ...channelName };
  }

  protected async post(threadId: string, message: AdapterPostableMessage, replyTo?: string): Promise<RawMessage<Raw>> {
    const attachments = this.#addressesOf(message);
    const outgoing = { ...this.#format.render(message), attachments, replyTo };
    try {
      return { ...(await this.send(this.decodeThreadId(threadId), outgoing)), threadId };
    } catch (error) {
      throw inWordsOfChat(error);
    }
  }

  protected messageOf({
    at,
    attachments = [],
    author,
    formatted,
    id,
    raw,
    text,
    thread,
  }: MessageParts<Raw>): Message<Raw> {
    return new Message({
      id,
      threadId: this.encodeThreadId(thread),
      text,
      formatted: formatted ?? this.#format.toAst(text),
      raw,
      author,
      metadata: { dateSent: at, edited: false },
      attachments,
    });
  }

  protected authorOf({ handle, id, name }: Sender): Author {
    const userId = id ?? "unknown";
    const userName = handle ?? userId;
    return { userId, userName, fullName: name ?? userName, isBot: false, isMe: false };
  }

  /** Who wrote what we sent. */
  protected self(): Author {
    return { userId: this.name, userName: this.userName, fullName: this.userName, isBot: true, isMe: true };
  }

  /** @throws SwitchboardError before the adapter is part of a `Chat` */
  protected connected(): ChatInstance {
    if (this.#chat !== undefined) return this.#chat;
    throw new SwitchboardError(`${this.name} is not the adapter of a Chat that was initialized`, "invalidOption");
  }

  protected lacks(feature: string, reason: string): NotImplementedError {
    return new NotImplementedError(`${this.name}: ${reason}`, feature);
  }

  #addressesOf(message: AdapterPostableMessage): string[] {
    if (typeof message === "string") return [];
    const files = "files" in message ? (message.files ?? []) : [];
    const attachments = "attachments" in message ? (message.attachments ?? []) : [];
    const urls = attachments.flatMap(({ url }) => url ?? []);
    if (files.length === 0 && urls.length === attachments.length) return urls;
    throw this.lacks("files", "files cannot be uploaded; give attachments with a url that the service can read");
  }
}

/** Both services give so many messages in a page. */
const mostPerPage = 100;

/** Errors for which Chat SDK has a class of its own; they hold the original. */
function inWordsOfChat(error: unknown): unknown {
  if (isApiError(error) && error.kind === "rateLimit" && error.retryable) {
    return new RateLimitError(error.message, error.retryAfter, error);
  }
  if (error instanceof SwitchboardError && error.code === "unsupported") {
    return new NotImplementedError(error.message, undefined, error);
  }
  return error;
}
