import { createBlooio, type Blooio } from "../src/blooio/index.ts";
import {
  createBlotato,
  type Blotato,
  type Comment,
  type Conversation,
  type Message,
  type Post,
  type SendMessageRequest,
} from "../src/blotato/index.ts";
import type { ClientOptions } from "../src/index.ts";
import type { ScriptedService } from "./scripted-fetch.ts";

export const apiKey = "sk_live_8f3e2d1c0b9a";

type Further = Omit<ClientOptions, "apiKey" | "fetch">;

export const blotatoOf = ({ fetch }: Pick<ScriptedService, "fetch">, options: Further = {}): Blotato =>
  createBlotato({ apiKey, fetch, ...options });

export const blooioOf = ({ fetch }: Pick<ScriptedService, "fetch">, options: Further = {}): Blooio =>
  createBlooio({ apiKey, fetch, ...options });

/** A direct message that can be sent. */
export const directMessage: SendMessageRequest = {
  accountId: "98",
  recipientId: "17",
  text: "Hello",
  target: { targetType: "instagram" },
};

export const tweet: Post = {
  accountId: "98",
  content: { text: "Hello", mediaUrls: [], platform: "twitter" },
  target: { targetType: "twitter" },
};

export const messageOf = (changes: Partial<Message> = {}): Message => ({
  id: "msg_1",
  conversationId: "conv_1",
  platform: "instagram",
  senderId: "1",
  recipientId: "17",
  text: "Hello",
  status: "queued",
  errorCode: null,
  errorMessage: null,
  createdAt: "2026-11-20T12:00:00.000Z",
  ...changes,
});

/** A comment of the account that was accepted. */
export const commentOf = (changes: Partial<Comment> = {}): Comment => ({
  id: "52",
  postId: "67",
  parentCommentId: null,
  text: "Hello",
  status: "queued",
  createdAt: "2026-11-20T12:00:00.000Z",
  ...changes,
});

export const conversationOf = (changes: Partial<Conversation> = {}): Conversation => ({
  id: "conv_1",
  accountId: "98",
  platform: "instagram",
  participants: [{ id: "17", name: null, profileImageUrl: null, username: "ann" }],
  createdAt: "2026-11-01T12:00:00.000Z",
  updatedAt: "2026-11-20T12:00:00.000Z",
  ...changes,
});

/** A message that Blooio accepted. */
export const accepted = { id: "msg_1", chat_id: "chat_1", status: "queued", direction: "outbound" } as const;
