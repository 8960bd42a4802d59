/** The records of a tenant. Field names are those of the API, so that a record is nearly what the API shows. */

export type ChannelType = "blooio" | "twilio" | "whatsapp" | "whatsapp_business" | "rcs_business" | "amb";
export type ChatState = "open" | "closed" | "blocked" | "deprecated";
export type ChannelStatus = "pending_verification" | "active" | "suspended" | "banned" | "deprecated";
type MessageState = "queued" | "sent" | "delivered" | "read" | "failed" | "superseded" | "received";
export type MessageType = "text" | "media" | "poll";
export type Protocol = "pending" | "unknown" | "imessage" | "sms" | "rcs" | "whatsapp";

export interface Channel {
  readonly id: string;
  readonly type: ChannelType;
  readonly address: string | null;
  readonly alias?: string;
  readonly status: ChannelStatus;
  readonly capabilities: Readonly<Record<string, readonly string[]>>;
  readonly profile?: Readonly<Record<string, string>>;
  /** Of a number of Blooio's own, where it was bought. The API does not show it. */
  readonly plan?: "shared" | "dedicated" | "inbound";
  readonly created_at: number;
}

/** An address of a contact, as one channel type knows it. */
export interface Identity {
  readonly id: string;
  readonly channelType: ChannelType;
  readonly address: string;
  /** When it was added; undefined when the contact began with it. */
  readonly createdAt?: number;
}

export interface Contact {
  readonly id: string;
  readonly name: string | null;
  readonly tags: readonly string[];
  readonly identities: readonly Identity[];
  readonly created_at: number;
}

export interface PriorityChannel {
  readonly channel_id: string;
  readonly type: ChannelType;
  readonly address: string | null;
  readonly alias?: string;
  /** Its step; the lowest is tried first. */
  readonly priority: number;
}

export interface Priority {
  readonly id: string;
  readonly name: string | null;
  readonly is_default: boolean;
  readonly channels: readonly PriorityChannel[];
  readonly created_at: number;
  readonly updated_at: number;
}

export interface Group {
  readonly id: string;
  readonly channel_id: string;
  readonly channel_type: ChannelType;
  readonly name: string | null;
  /** Where its icon can be read; undefined without one. */
  readonly icon_url?: string | undefined;
  /** Null before the first message. */
  readonly chat_id: string | null;
  readonly created_at: number;
  /** Which contact each of them is follows from the address. */
  readonly members: readonly {
    readonly identity_id: string;
    readonly channel_type: ChannelType;
    readonly identifier: string;
  }[];
}

export interface Poll {
  readonly title: string;
  readonly options: readonly string[];
}

export interface Chat {
  readonly id: string;
  readonly channel_id: string;
  readonly channel_type: ChannelType;
  readonly contact_id: string | null;
  readonly identity_id: string | null;
  readonly group_id: string | null;
  readonly state: ChatState;
  readonly capabilities: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly window_expires_at: number | null;
  readonly last_message_at: number | null;
  readonly created_at: number;
  /** The other side's phone number or e-mail address; null in a group. The API does not show it. */
  readonly address: string | null;
}

export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** The response to a send, see `MessageSendResult` in the spec. */
export type SendResult = Readonly<Record<string, unknown>>;

/** How far a message has come. */
export interface Delivery {
  readonly status: MessageState;
  /** Null in the earlier months of the beta, whose messages are those of `amb` chats. */
  readonly protocol: Protocol | null;
  readonly provider_message_id: string | null;
  readonly error: Failure | null;
  readonly updated_at: number;
}

/** A sent message, as it will be delivered by the clock. */
export interface PendingDelivery {
  /** The protocol once it has left; null in the earlier months of the beta. */
  readonly protocol: Protocol | null;
  /** The id that the provider gives it once it has accepted it. */
  readonly providerId: string | null;
  /** Why it does not arrive; undefined when it does. */
  readonly failure: Failure | undefined;
}

/** A file of a message, see `MessageAttachment` in the spec. */
export interface Attachment {
  readonly url: string | null;
  readonly media_type: string | null;
  readonly size: number | null;
  readonly caption: string | null;
}

export interface Message {
  readonly id: string;
  readonly chat_id: string;
  readonly channel_id: string;
  readonly channel_type: ChannelType;
  readonly direction: "inbound" | "outbound";
  /** Who wrote what came in, by number or address, as far as it is known. The API does not show it, events do. */
  readonly sender?: string | null;
  readonly type: MessageType;
  readonly text: string | null;
  /** The text as Markdown, where it has styles. */
  readonly formatted_text?: string | undefined;
  readonly attachments?: readonly Attachment[];
  /** Of polls alone. */
  readonly poll?: Poll;
  readonly reply_to_message_id: string | null;
  readonly created_at: number;
  /** Its last status; while that depends on the clock, what determines it. */
  readonly delivery: Delivery | PendingDelivery;
}
