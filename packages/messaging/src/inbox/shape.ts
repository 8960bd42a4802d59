import type { Chat, Message as ChatMessage } from "@switchboard/blooio";
import type { Conversation, Message } from "@switchboard/blotato";

import type { SentMessage } from "../blooio/send.ts";

/** Somebody on the other side, as far as the service says. */
export interface Person {
  /** The service's or the platform's id. */
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** A phone number or an e-mail address; only on Blooio. */
  readonly address: string | undefined;
  /** The name on a platform, without an `@`; only on Blotato. */
  readonly handle: string | undefined;
}

/** A file of a message. */
export interface InboxAttachment {
  /** Undefined while the service fetches it. */
  readonly url: string | undefined;
  readonly mediaType: string | undefined;
  /** In bytes. */
  readonly size: number | undefined;
  readonly caption: string | undefined;
}

/** What is the vendor's own: which service it is from, and the object as the client of that service gives it. */
type From<Raw extends { readonly blotato: unknown; readonly blooio: unknown }> =
  | { readonly service: "blotato"; readonly raw: Raw["blotato"] }
  | { readonly service: "blooio"; readonly raw: Raw["blooio"] };

/** A conversation on Blotato, or a chat on Blooio. */
export type InboxConversation = From<{ blotato: Conversation; blooio: Chat }> & {
  readonly id: string;
  /** Blotato's platform, such as `instagram`, or the type of Blooio's channel, such as `whatsapp`. */
  readonly network: string;
  /** The person on the other side, or the members of a group. */
  readonly people: readonly Person[];
  /** Undefined in an empty one. */
  readonly lastActivityAt: Date | undefined;
};

/** A direct message, received or sent. */
export type InboxMessage = From<{ blotato: Message; blooio: ChatMessage }> & {
  readonly id: string;
  readonly conversationId: string;
  readonly network: string;
  /** `unknown` where Blotato does not say it; see `isInbound` there. */
  readonly direction: "inbound" | "outbound" | "unknown";
  /** Who wrote it; undefined for what we wrote, and in a group of Blooio, unless the event of the message was accepted. */
  readonly person: Person | undefined;
  /** Undefined in a message without one, such as a picture. */
  readonly text: string | undefined;
  /** Always empty on Blotato, which does not list them. */
  readonly attachments: readonly InboxAttachment[];
  /** As the service says it. */
  readonly status: string;
  readonly at: Date;
};

/** A message that a service accepted. */
export type InboxSent = From<{ blotato: Message; blooio: SentMessage }> & {
  readonly id: string;
  readonly conversationId: string;
  /** As the service says it. */
  readonly status: string;
};
