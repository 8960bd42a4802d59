// What a program has to carry that lists and sends on both services.
import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";

const blotato = createBlotato({ apiKey: "key" });
for await (const conversation of blotato.conversations.list({ platform: "instagram" })) {
  await blotato.messages.reply(conversation, "Hello");
}
const blooio = createBlooio({ apiKey: "key" });
for await (const chat of blooio.chats.list({ state: "open" })) {
  await blooio.chats.send(chat.id, { text: "Hello" });
}
