// What a program has to carry that lists and sends on Blotato.
import { conversations, createBlotatoWith, sending } from "@switchboard/messaging/blotato";

const blotato = createBlotatoWith({ conversations, messages: sending }, { apiKey: "key" });
for await (const conversation of blotato.conversations.list()) {
  await blotato.messages.reply(conversation, "Hello");
}
