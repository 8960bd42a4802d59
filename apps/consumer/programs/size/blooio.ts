// What a program has to carry that lists and sends on Blooio.
import { createBlooioWith, reading, sending } from "@switchboard/messaging/blooio";

const blooio = createBlooioWith({ chats: reading, replies: sending }, { apiKey: "key" });
for await (const chat of blooio.chats.list()) {
  await blooio.replies.send(chat.id, { text: "Hello" });
}
