import type { components, operations } from "./generated/schema.ts";

export {
  createBlooioClient,
  blooioRequest,
  type BlooioAccess,
  type BlooioClient,
  type BlooioClientOptions,
  type BlooioMethods,
  type RequestBase,
} from "./client.ts";
export type { operations, paths } from "./generated/schema.ts";

type Schemas = components["schemas"];

export type ChannelType = Schemas["ChannelType"];
export type ChannelTypeFilter = Schemas["ChannelTypeFilter"];
export type ChannelTypeChoice = Schemas["ChannelTypeChoice"];
export type ChannelStatus = Schemas["ChannelStatus"];
export type ChannelStatusFilter = Schemas["ChannelStatusFilter"];
export type ChatState = Schemas["ChatState"];
export type ChatStateFilter = Schemas["ChatStateFilter"];
export type Direction = Schemas["Direction"];
export type MessageState = Schemas["MessageState"];
export type MessageType = Schemas["MessageType"];
export type Protocol = Schemas["Protocol"];
export type RoutingMode = Schemas["RoutingMode"];
export type SortOrder = Schemas["SortOrder"];
export type TypingState = Schemas["TypingState"];
export type TypingStateChoice = Schemas["TypingStateChoice"];
export type Chat = Schemas["Chat"];
export type ChatCapabilities = Schemas["ChatCapabilities"];
export type ChatEnvelope = Schemas["ChatEnvelope"];
export type ChatPage = Schemas["ChatPage"];
export type CreateChatRequest = Schemas["CreateChatRequest"];
export type ChatCreated = Schemas["ChatCreated"];
export type ReadReceipt = Schemas["ReadReceipt"];
export type ReadReceiptEnvelope = Schemas["ReadReceiptEnvelope"];
export type SetTypingRequest = Schemas["SetTypingRequest"];
export type TypingIndicator = Schemas["TypingIndicator"];
export type TypingIndicatorEnvelope = Schemas["TypingIndicatorEnvelope"];
export type Message = Schemas["Message"];
export type MessageFailure = Schemas["MessageFailure"];
export type MessageEnvelope = Schemas["MessageEnvelope"];
export type MessagePage = Schemas["MessagePage"];
export type MessageStatus = Schemas["MessageStatus"];
export type MessageStatusEnvelope = Schemas["MessageStatusEnvelope"];
export type SendToChatRequest = Schemas["SendToChatRequest"];
export type SendMessageRequest = Schemas["SendMessageRequest"];
export type Recipient = Schemas["Recipient"];
export type ContactRecipient = Schemas["ContactRecipient"];
export type GroupRecipient = Schemas["GroupRecipient"];
export type RichLink = Schemas["RichLink"];
export type PollContent = Schemas["PollContent"];
export type InteractiveContent = Schemas["InteractiveContent"];
export type TemplateContent = Schemas["TemplateContent"];
export type MessagePart = Schemas["MessagePart"];
export type LinkPreview = Schemas["LinkPreview"];
export type MessageSendResult = Schemas["MessageSendResult"];
export type ChannelFallback = Schemas["ChannelFallback"];
export type HybridRouting = Schemas["HybridRouting"];
export type SendPreview = Schemas["SendPreview"];
export type SentPoll = Schemas["SentPoll"];
export type RoutingMetadata = Schemas["RoutingMetadata"];
export type FanOutResult = Schemas["FanOutResult"];
export type ReactionRequest = Schemas["ReactionRequest"];
export type ReactionResult = Schemas["ReactionResult"];
export type ReactionResultEnvelope = Schemas["ReactionResultEnvelope"];
export type Channel = Schemas["Channel"];
export type ChannelCapabilities = Schemas["ChannelCapabilities"];
export type ChannelEnvelope = Schemas["ChannelEnvelope"];
export type ChannelPage = Schemas["ChannelPage"];
export type AccountContext = Schemas["AccountContext"];
export type AccountEnvelope = Schemas["AccountEnvelope"];
export type ErrorBody = Schemas["ErrorBody"];
export type ErrorDetail = Schemas["ErrorDetail"];
export type AuthError = Schemas["AuthError"];
export type SendForbiddenError = Schemas["SendForbiddenError"];
export type SendRepetition = Schemas["SendRepetition"];
export type SendRefusal = Schemas["SendRefusal"];

export type ListChatsQuery = NonNullable<operations["listChats"]["parameters"]["query"]>;
export type ListChatMessagesQuery = NonNullable<operations["listChatMessages"]["parameters"]["query"]>;
export type ListChannelsQuery = NonNullable<operations["listChannels"]["parameters"]["query"]>;
