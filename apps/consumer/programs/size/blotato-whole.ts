// What a program has to carry that imports the whole client of Blotato.
import { createBlotato } from "@switchboard/messaging/blotato";

const blotato = createBlotato({ apiKey: "key" });
for await (const conversation of blotato.conversations.list()) {
  await blotato.messages.reply(conversation, "Hello");
}
