// Exports whose types are inferred, as in a team's own wrapper: with `declaration: true`, each of them has to have a name in the one
// subpath that is imported here. One for each public method and each operation is added where this is compiled.
import { createBlooio, isKnown } from "@switchboard/messaging/blooio";

export const blooio = createBlooio({ apiKey: "key" });
export const options: Parameters<typeof createBlooio>[0] = { hooks: { onRetry: (event) => console.log(event.delay) } };

export const pages = () => blooio.chats.list().pages();
export const firstChats = () => blooio.chats.list().toArray({ limit: 10 });
export const chatWithResponse = (id: string) => blooio.chats.get(id).withResponse();
export const sendToEach = async (id: string) =>
  blooio.messages.sendToEach({ from: await blooio.channels.get(id), to: ["+15555550142"], text: "Hello" });
export const sendToGroup = async (id: string) =>
  blooio.messages.sendToGroup({ from: await blooio.channels.get(id), to: ["+15555550142"], text: "Hello" });
export const dryRun = () => blooio.messages.dryRun({ to: "+15555550142", text: "Hello" });

export const raw = blooio.raw;
export const { use } = blooio.raw;
export const narrow = (state: string) => (isKnown("messageState", state) ? state : undefined);
