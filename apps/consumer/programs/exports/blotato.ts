// Exports whose types are inferred, as in a team's own wrapper: with `declaration: true`, each of them has to have a name in the one
// subpath that is imported here. One for each public method and each operation is added where this is compiled.
import { createBlotato, isInbound, isKnown } from "@switchboard/messaging/blotato";

export const blotato = createBlotato({ apiKey: "key" });
export const options: Parameters<typeof createBlotato>[0] = {
  hooks: { onResponse: (event) => console.log(event.url) },
};

export const pages = () => blotato.conversations.list().pages();
export const firstConversation = () => blotato.conversations.list().first();
export const conversationWithResponse = (id: string) => blotato.conversations.get(id).withResponse();
export const reply = async (id: string) => blotato.messages.reply(await blotato.conversations.get(id), "Hello");

export const raw = blotato.raw;
export const { use } = blotato.raw;
export const narrow = (platform: string) => (isKnown("platform", platform) ? platform : undefined);
export const inbound = isInbound;
