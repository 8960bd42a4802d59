export type * from "@switchboard/blooio";
export { isKnown } from "@switchboard/blooio";

export type * from "../core/public-types.ts";
export type { Account } from "./account.ts";
export type { Channels, MessageFromChannel } from "./channels.ts";
export type { Chats } from "./chats.ts";
export { createBlooio, type Blooio, type BlooioRaw } from "./client.ts";
export type { Contacts } from "./contacts.ts";
export type {
  AppClipMessage,
  AttachmentsMessage,
  IMessageAppMessage,
  InteractiveMessage,
  MessageContent,
  PartsMessage,
  PollMessage,
  RichLinkMessage,
  TemplateMessage,
  TextMessage,
} from "./content.ts";
export type * from "./generated/index.ts";
export type { SendOptions } from "./keyed-call.ts";
export type {
  DeliveryWaitOptions,
  MessageReference,
  Messages,
  MessageToEach,
  MessageToGroup,
  OutgoingMessage,
  TriedMessage,
} from "./messages.ts";
export type { Numbers } from "./numbers.ts";
export type { ChatParticipant, ChatWithParticipants, Participants } from "./participants.ts";
export type { BlooioErrorBody } from "./profile.ts";
export type { DryRunResult, SentMessage } from "./send.ts";
export type { GroupSender, Sender, SendingChannel, SeparateSender } from "./sender.ts";
export type { Sending } from "./sending.ts";
