export type { BlotatoMethods } from "@switchboard/blotato";
export type {
  Account,
  AdditionalPost,
  Conversation,
  CurrentUser,
  ListAccountsQuery,
  ListConversationsQuery,
  ListMessagesQuery,
  Message,
  MessageStatus,
  MessageTarget,
  Participant,
  Platform,
  Post,
  PostState,
  PostStatus,
  PostSubmission,
  SendMessageRequest,
  Subaccount,
  UploadedMedia,
} from "@switchboard/blotato";

export type { Accounts } from "./accounts.ts";
export { createBlotato, type Blotato } from "./client.ts";
export type { Conversations } from "./conversations.ts";
export type { Media } from "./media.ts";
export type { CommentReply, DeliveryWaitOptions, Messages } from "./messages.ts";
export type { Posts, Thread, ThreadPost, UntimedPost } from "./posts.ts";
export type { BlotatoErrorBody } from "./profile.ts";
export type { ReplyOptions } from "./reply.ts";
