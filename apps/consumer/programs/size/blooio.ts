// What a program has to carry that lists and sends on Blooio.
import { chats, createBlooioWith } from "@switchboard/messaging/blooio";

const blooio = createBlooioWith({ chats }, { apiKey: "key" });
for await (const chat of blooio.chats.list({ state: "open" })) {
  await blooio.chats.send(chat.id, { text: "Hello" });
}
