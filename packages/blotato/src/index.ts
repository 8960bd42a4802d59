import type { components, operations } from "./generated/schema.ts";

export {
  createBlotatoClient,
  blotatoRequest,
  type BlotatoAccess,
  type BlotatoClient,
  type BlotatoClientOptions,
  type BlotatoMethods,
  type RequestBase,
} from "./client.ts";
export type { operations, paths } from "./generated/schema.ts";

type Schemas = components["schemas"];

export type Platform = Schemas["Platform"];
export type MessageStatus = Schemas["MessageStatus"];
export type Participant = Schemas["Participant"];
export type Conversation = Schemas["Conversation"];
export type ConversationPage = Schemas["ConversationPage"];
export type Message = Schemas["Message"];
export type MessagePage = Schemas["MessagePage"];
export type PlatformFilter = Schemas["PlatformFilter"];
export type SendMessageRequest = Schemas["SendMessageRequest"];
export type MessageTarget = Schemas["MessageTarget"];
export type FacebookMessageTarget = Schemas["FacebookMessageTarget"];
export type FacebookTaggedMessageTarget = Schemas["FacebookTaggedMessageTarget"];
export type InstagramMessageTarget = Schemas["InstagramMessageTarget"];
export type InstagramTaggedMessageTarget = Schemas["InstagramTaggedMessageTarget"];
export type TwitterMessageTarget = Schemas["TwitterMessageTarget"];
export type PublishPostRequest = Schemas["PublishPostRequest"];
export type Post = Schemas["Post"];
export type PostText = Schemas["PostText"];
export type PostMediaUrls = Schemas["PostMediaUrls"];
export type AdditionalPost = Schemas["AdditionalPost"];
export type TwitterPost = Schemas["TwitterPost"];
export type LinkedinPost = Schemas["LinkedinPost"];
export type LinkedinPostTarget = Schemas["LinkedinPostTarget"];
export type FacebookPost = Schemas["FacebookPost"];
export type FacebookPostTarget = Schemas["FacebookPostTarget"];
export type InstagramPost = Schemas["InstagramPost"];
export type InstagramPostTarget = Schemas["InstagramPostTarget"];
export type TiktokPost = Schemas["TiktokPost"];
export type TiktokPostTarget = Schemas["TiktokPostTarget"];
export type PinterestPost = Schemas["PinterestPost"];
export type PinterestPostTarget = Schemas["PinterestPostTarget"];
export type ThreadsPost = Schemas["ThreadsPost"];
export type ThreadsPostTarget = Schemas["ThreadsPostTarget"];
export type BlueskyPost = Schemas["BlueskyPost"];
export type YoutubePost = Schemas["YoutubePost"];
export type YoutubePostTarget = Schemas["YoutubePostTarget"];
export type WebhookPost = Schemas["WebhookPost"];
export type WebhookPostTarget = Schemas["WebhookPostTarget"];
export type PostSubmission = Schemas["PostSubmission"];
export type PostState = Schemas["PostState"];
export type PostStatus = Schemas["PostStatus"];
export type UploadMediaRequest = Schemas["UploadMediaRequest"];
export type UploadedMedia = Schemas["UploadedMedia"];
export type CurrentUser = Schemas["CurrentUser"];
export type AccountPlatform = Schemas["AccountPlatform"];
export type AccountPlatformFilter = Schemas["AccountPlatformFilter"];
export type Account = Schemas["Account"];
export type AccountList = Schemas["AccountList"];
export type Subaccount = Schemas["Subaccount"];
export type SubaccountList = Schemas["SubaccountList"];
export type ErrorBody = Schemas["ErrorBody"];
export type RateLimitError = Schemas["RateLimitError"];

export type ListConversationsQuery = NonNullable<operations["listConversations"]["parameters"]["query"]>;
export type ListMessagesQuery = NonNullable<operations["listMessages"]["parameters"]["query"]>;
export type ListAccountsQuery = NonNullable<operations["listAccounts"]["parameters"]["query"]>;
