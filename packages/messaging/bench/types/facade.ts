// Ten operations through the facade.
import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";
import { createBlooioClient } from "@switchboard/blooio";
import { createBlotatoClient } from "@switchboard/blotato";

export { createBlooioClient, createBlotatoClient };

const blotato = createBlotato({ apiKey: "key" });
const blooio = createBlooio({ apiKey: "key" });

for await (const conversation of blotato.conversations.list({ platform: "instagram" })) console.log(conversation.id);
const conversation = await blotato.conversations.get("1");
for await (const message of blotato.messages.list({ conversationId: "1" })) console.log(message.text);
const sent = await blotato.messages.send({
  accountId: conversation.accountId,
  recipientId: "2",
  text: "Hello",
  target: { targetType: "instagram" },
});
const submission = await blotato.posts.publish({
  accountId: "1",
  content: { text: "Hello", mediaUrls: [], platform: "twitter" },
  target: { targetType: "twitter" },
});
const { status } = await blotato.posts.status(submission.postSubmissionId);
for await (const chat of blooio.chats.list({ state: "open" })) console.log(chat.id);
for await (const message of blooio.chats.messages("chat_1")) console.log(message.text);
const message = await blooio.messages.send({ to: "+15555550142", text: "Hello" });
const delivered = await blooio.messages.status("chat_1", message.id);
console.log(sent.status, status, delivered.status);
