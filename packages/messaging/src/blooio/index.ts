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

export type { RawOptions } from "../caller.ts";
export { createAccount as account, createChannels as channels, type Account, type Channels } from "./channels.ts";
export { createChats as chats, type Chats } from "./chats.ts";
export { createBlooio, createBlooioWith, type Blooio, type BlooioWith } from "./client.ts";
export type { MessageContent } from "./content.ts";
export {
  createMessages as messages,
  type DeliveryWaitOptions,
  type MessageReference,
  type Messages,
  type MessageToSeveral,
  type OutgoingMessage,
  type Sender,
} from "./messages.ts";
export type { BlooioErrorBody } from "./profile.ts";
export { createRaw as raw } from "./raw.ts";
export type { DryRunResult, SendOptions, SentMessage } from "./send.ts";
export { createReading as reading, type Reading } from "./reading.ts";
export { createSending as sending, type Sending } from "./sending.ts";
