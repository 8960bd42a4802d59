// What a program has to carry that lists and sends on Blotato.
import { conversations, createBlotatoWith, messages } from "@switchboard/messaging/blotato";

const blotato = createBlotatoWith({ conversations, messages }, { apiKey: "key" });
for await (const conversation of blotato.conversations.list({ platform: "instagram" })) {
  await blotato.messages.reply(conversation, "Hello");
}
