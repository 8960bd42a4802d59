// What a program has to carry that imports the whole client of Blooio.
import { createBlooio } from "@switchboard/messaging/blooio";

const blooio = createBlooio({ apiKey: "key" });
for await (const chat of blooio.chats.list()) {
  await blooio.chats.send(chat.id, { text: "Hello" });
}
