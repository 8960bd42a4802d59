export type { BlooioMethods } from "@switchboard/blooio";
export type {
  AccountContext,
  Channel,
  ChannelFallback,
  ChannelType,
  Chat,
  ChatCreated,
  ChatState,
  CreateChatRequest,
  FanOutResult,
  ListChannelsQuery,
  ListChatMessagesQuery,
  ListChatsQuery,
  Message,
  MessageFailure,
  MessageSendResult,
  MessageState,
  MessageStatus,
  Protocol,
  ReactionResult,
  ReadReceipt,
  TypingIndicator,
} from "@switchboard/blooio";

export type { Account, Channels } from "./channels.ts";
export type { Chats } from "./chats.ts";
export { createBlooio, type Blooio } from "./client.ts";
export type { MessageContent } from "./content.ts";
export type {
  DeliveryWaitOptions,
  MessageReference,
  Messages,
  MessageToSeveral,
  OutgoingMessage,
  Sender,
} from "./messages.ts";
export type { BlooioErrorBody } from "./profile.ts";
export type { DryRunResult, SendOptions, SentMessage } from "./send.ts";
