import type { Attachment, Author, FormattedContent, Message } from "chat";

import type { RenderedText } from "./text-format.ts";
import type { ConversationThread } from "./thread-id.ts";

/** What a message consists of on either service. */
export interface MessageParts<Raw> {
  readonly id: string;
  readonly thread: ConversationThread;
  readonly raw: Raw;
  readonly text: string;
  readonly formatted?: FormattedContent | undefined;
  readonly author: Author;
  readonly at: Date;
  readonly attachments?: Attachment[] | undefined;
}

/** What is to be sent, in the words of the services. */
export interface Outgoing extends RenderedText {
  /** The addresses of files. */
  readonly attachments: readonly string[];
  readonly replyTo: string | undefined;
}

/** A message that was accepted. */
export interface Sent<Raw> {
  readonly id: string;
  readonly raw: Raw;
}

/** Who wrote a message, as far as it is known. */
export interface Sender {
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly handle?: string | undefined;
}

export interface HistoryOptions {
  readonly cursor: string | undefined;
  readonly direction: "backward" | "forward";
  readonly limit: number;
}

export interface HistoryPage<Raw> {
  /** Oldest first. */
  readonly messages: Message<Raw>[];
  readonly nextCursor: string | undefined;
}
