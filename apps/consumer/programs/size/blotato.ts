// What a program has to carry that lists and sends on Blotato.
import { createBlotato } from "@switchboard/messaging/blotato";

const blotato = createBlotato({ apiKey: "key" });
for await (const conversation of blotato.conversations.list()) {
  await blotato.messages.reply(conversation, "Hello");
}
