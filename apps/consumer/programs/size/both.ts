// What a program has to carry that lists and sends on both services.
import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";

const blotato = createBlotato({ apiKey: "key" });
for await (const conversation of blotato.conversations.list()) {
  await blotato.messages.reply(conversation, "Hello");
}
const blooio = createBlooio({ apiKey: "key" });
for await (const chat of blooio.chats.list()) {
  await blooio.chats.send(chat.id, { text: "Hello" });
}
