// The same ten operations through openapi-fetch's own inferred types.
import createClient from "openapi-fetch";
import type { paths as BlooioPaths } from "@switchboard/blooio";
import type { paths as BlotatoPaths } from "@switchboard/blotato";
import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";
import { createBlooioClient } from "@switchboard/blooio";
import { createBlotatoClient } from "@switchboard/blotato";

export { createBlooio, createBlooioClient, createBlotato, createBlotatoClient };

const blotato = createClient<BlotatoPaths>({ baseUrl: "https://backend.blotato.com" });
const blooio = createClient<BlooioPaths>({ baseUrl: "https://api.blooio.com/v4" });

const conversations = await blotato.GET("/v2/conversations", { params: { query: { platform: "instagram" } } });
for (const { id } of conversations.data?.items ?? []) console.log(id);
const conversation = await blotato.GET("/v2/conversations/{conversationId}", {
  params: { path: { conversationId: "1" } },
});
const messages = await blotato.GET("/v2/messages", { params: { query: { conversationId: "1" } } });
for (const { text } of messages.data?.items ?? []) console.log(text);
const sent = await blotato.POST("/v2/messages", {
  body: {
    accountId: conversation.data?.accountId ?? "1",
    recipientId: "2",
    text: "Hello",
    target: { targetType: "instagram" },
  },
});
const submission = await blotato.POST("/v2/posts", {
  body: {
    post: {
      accountId: "1",
      content: { text: "Hello", mediaUrls: [], platform: "twitter" },
      target: { targetType: "twitter" },
    },
  },
});
const postSubmissionId = submission.data?.postSubmissionId ?? "";
const post = await blotato.GET("/v2/posts/{postSubmissionId}", { params: { path: { postSubmissionId } } });
const chats = await blooio.GET("/chats", { params: { query: { state: "open" } } });
for (const { id } of chats.data?.data ?? []) console.log(id);
const chatMessages = await blooio.GET("/chats/{chatId}/messages", { params: { path: { chatId: "chat_1" } } });
for (const { text } of chatMessages.data?.data ?? []) console.log(text);
const message = await blooio.POST("/messages", { body: { to: "+15555550142", text: "Hello" } });
const delivered = await blooio.GET("/chats/{chatId}/messages/{messageId}/status", {
  params: { path: { chatId: "chat_1", messageId: "msg_1" } },
});
console.log(sent.data?.status, post.data?.status, message.data, delivered.data?.data.status);
