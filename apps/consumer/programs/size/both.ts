// What a program has to carry that lists and sends on both services.
import { chats, createBlooioWith } from "@switchboard/messaging/blooio";
import { conversations, createBlotatoWith, messages } from "@switchboard/messaging/blotato";

const blotato = createBlotatoWith({ conversations, messages }, { apiKey: "key" });
for await (const conversation of blotato.conversations.list({ platform: "instagram" })) {
  await blotato.messages.reply(conversation, "Hello");
}
const blooio = createBlooioWith({ chats }, { apiKey: "key" });
for await (const chat of blooio.chats.list({ state: "open" })) {
  await blooio.chats.send(chat.id, { text: "Hello" });
}
