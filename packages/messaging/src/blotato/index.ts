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

export type { RawOptions } from "../caller.ts";
export { createAccounts as accounts, type Accounts } from "./accounts.ts";
export { createBlotato, createBlotatoWith, type Blotato, type BlotatoWith } from "./client.ts";
export { createConversations as conversations, type Conversations } from "./conversations.ts";
export { createMedia as media, type Media } from "./media.ts";
export { createMessages as messages, type DeliveryWaitOptions, type Messages } from "./messages.ts";
export { createPosts as posts, type Posts, type Thread, type ThreadPost, type UntimedPost } from "./posts.ts";
export type { BlotatoErrorBody } from "./profile.ts";
export { createRaw as raw } from "./raw.ts";
export type { ReplyOptions } from "./reply.ts";
export { createSending as sending, type CommentReply, type Sending } from "./sending.ts";
