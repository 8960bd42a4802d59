import type { OperationIds } from "../operations/by-hand.ts";
import type { Api } from "../specification.ts";

/** How one operation is called in the flow of an API, and what it hands on. */
export interface FlowStep<OperationId extends string = string> {
  readonly operationId: OperationId;
  /** Path and query parameters: values, or what an earlier step put out, as `$steps.listChats.outputs.chatId`. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  /** Which documented body is sent; the first one unless it is named. */
  readonly example?: string;
  /** Pointers into the response by the name of the output. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** What must be so in the response: the pointer, and the value or expression that stands there. */
  readonly expects?: Readonly<Record<string, string>>;
  /** Where one operation is called twice. */
  readonly stepId?: string;
}

/** Operations on what the ones before them gave. One that is not here is called by itself. */
export const flows: { readonly [Of in Api]: readonly FlowStep<OperationIds[Of]>[] } = {
  blotato: [
    { operationId: "getCurrentUser", expects: { "/subscriptionStatus": "active" } },
    { operationId: "listAccounts", parameters: { platform: "facebook" }, outputs: { accountId: "/items/0/id" } },
    {
      operationId: "listSubaccounts",
      parameters: { accountId: "$steps.listAccounts.outputs.accountId" },
      expects: { "/items/0/accountId": "$steps.listAccounts.outputs.accountId" },
    },
    {
      operationId: "listConversations",
      parameters: { accountId: "$steps.listAccounts.outputs.accountId", limit: 2 },
      outputs: { conversationId: "/items/0/id", cursor: "/cursor" },
    },
    {
      operationId: "listConversations",
      stepId: "listMoreConversations",
      parameters: {
        accountId: "$steps.listAccounts.outputs.accountId",
        limit: 2,
        cursor: "$steps.listConversations.outputs.cursor",
      },
      expects: { "/items/0/accountId": "$steps.listAccounts.outputs.accountId" },
    },
    {
      operationId: "getConversation",
      parameters: { conversationId: "$steps.listConversations.outputs.conversationId" },
      expects: { "/id": "$steps.listConversations.outputs.conversationId" },
    },
    {
      operationId: "sendMessage",
      outputs: { messageId: "/id", conversationId: "/conversationId" },
      expects: { "/status": "queued" },
    },
    {
      operationId: "listMessages",
      parameters: { conversationId: "$steps.sendMessage.outputs.conversationId", limit: 1 },
      expects: { "/items/0/id": "$steps.sendMessage.outputs.messageId" },
    },
    { operationId: "uploadMedia", outputs: { url: "/url" } },
    { operationId: "publishPost", outputs: { postSubmissionId: "/postSubmissionId" } },
    {
      operationId: "getPostStatus",
      parameters: { postSubmissionId: "$steps.publishPost.outputs.postSubmissionId" },
      expects: { "/postSubmissionId": "$steps.publishPost.outputs.postSubmissionId" },
    },
  ],
  blooio: [
    { operationId: "getMe" },
    {
      operationId: "listChannels",
      parameters: { type: "blooio", status: "active" },
      outputs: { channelId: "/data/0/id" },
    },
    {
      operationId: "getChannel",
      parameters: { channel: "$steps.listChannels.outputs.channelId" },
      expects: { "/data/id": "$steps.listChannels.outputs.channelId" },
    },
    { operationId: "createChat", outputs: { chatId: "/id" }, expects: { "/state": "open" } },
    {
      operationId: "getChat",
      parameters: { chatId: "$steps.createChat.outputs.chatId" },
      expects: { "/data/id": "$steps.createChat.outputs.chatId" },
    },
    {
      operationId: "sendMessageToChat",
      parameters: { chatId: "$steps.createChat.outputs.chatId" },
      outputs: { messageId: "/id" },
      expects: { "/chat_id": "$steps.createChat.outputs.chatId" },
    },
    {
      operationId: "listChatMessages",
      parameters: { chatId: "$steps.createChat.outputs.chatId", order: "desc", limit: 1 },
      expects: { "/data/0/id": "$steps.sendMessageToChat.outputs.messageId" },
    },
    {
      operationId: "getChatMessage",
      parameters: {
        chatId: "$steps.createChat.outputs.chatId",
        messageId: "$steps.sendMessageToChat.outputs.messageId",
      },
      expects: { "/data/id": "$steps.sendMessageToChat.outputs.messageId" },
    },
    {
      operationId: "getMessageStatus",
      parameters: {
        chatId: "$steps.createChat.outputs.chatId",
        messageId: "$steps.sendMessageToChat.outputs.messageId",
      },
      expects: { "/data/id": "$steps.sendMessageToChat.outputs.messageId" },
    },
    { operationId: "markChatRead", parameters: { chatId: "$steps.createChat.outputs.chatId" } },
    {
      operationId: "setTyping",
      parameters: { chatId: "$steps.createChat.outputs.chatId" },
      expects: { "/data/state": "started" },
    },
    {
      operationId: "stopTyping",
      parameters: { chatId: "$steps.createChat.outputs.chatId" },
      expects: { "/data/state": "stopped" },
    },
    { operationId: "sendMessage", outputs: { messageId: "/id", chatId: "/chat_id" } },
    {
      operationId: "listChats",
      parameters: { type: "blooio", state: "open" },
      expects: { "/data/0/id": "$steps.sendMessage.outputs.chatId" },
    },
    // To a message of before: the one just sent has not reached its device.
    { operationId: "addReaction" },
    // Before the webhook is updated: the documented update disables it.
    { operationId: "listWebhookDeliveries", outputs: { deliveryId: "/data/0/id" } },
    {
      operationId: "replayWebhookDelivery",
      parameters: { deliveryId: "$steps.listWebhookDeliveries.outputs.deliveryId" },
      expects: { "/data/replay_of": "$steps.listWebhookDeliveries.outputs.deliveryId" },
    },
  ],
};
