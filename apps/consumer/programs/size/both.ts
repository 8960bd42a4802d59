// What a program has to carry that lists and sends on both services.
import * as blooioParts from "@switchboard/messaging/blooio";
import * as blotatoParts from "@switchboard/messaging/blotato";

const blotato = blotatoParts.createBlotatoWith(
  { conversations: blotatoParts.conversations, messages: blotatoParts.sending },
  { apiKey: "key" },
);
for await (const conversation of blotato.conversations.list()) {
  await blotato.messages.reply(conversation, "Hello");
}
const blooio = blooioParts.createBlooioWith(
  { chats: blooioParts.reading, replies: blooioParts.sending },
  { apiKey: "key" },
);
for await (const chat of blooio.chats.list()) {
  await blooio.replies.send(chat.id, { text: "Hello" });
}
