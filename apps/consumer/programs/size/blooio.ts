// What a program has to carry that lists and sends on Blooio.
import { createBlooio } from "@switchboard/messaging/blooio";

const blooio = createBlooio({ apiKey: "key" });
for await (const chat of blooio.chats.list()) {
  await blooio.chats.send(chat.id, { text: "Hello" });
}
