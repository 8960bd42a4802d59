// Exports whose types are inferred, as in a team's own wrapper: with `declaration: true`, each of them has to have a name in the one
// subpath that is imported here.
import { createBlooio, isKnown } from "@switchboard/messaging/blooio";

export const blooio = createBlooio({ apiKey: "key" });
export const options: Parameters<typeof createBlooio>[0] = { hooks: { onRetry: (event) => console.log(event.delay) } };

export const account = () => blooio.account.get();
export const channels = () => blooio.channels.list();
export const channel = (id: string) => blooio.channels.get(id);
export const chats = () => blooio.chats.list({ state: "open" });
export const firstChats = () => blooio.chats.list().toArray({ limit: 10 });
export const chat = (id: string) => blooio.chats.get(id);
export const chatWithResponse = (id: string) => blooio.chats.get(id).withResponse();
export const findOrCreate = () => blooio.chats.findOrCreate({ channel_id: "ch_1", to: "+15555550142" });
export const markRead = (id: string) => blooio.chats.markRead(id);
export const setTyping = (id: string) => blooio.chats.setTyping(id);
export const stopTyping = (id: string) => blooio.chats.stopTyping(id);
export const messages = (id: string) => blooio.chats.messages(id);
export const sendIntoChat = (id: string) => blooio.chats.send(id, { text: "Hello" });
export const tryInChat = (id: string) => blooio.chats.dryRun(id, { text: "Hello" });
export const message = (id: string) => blooio.messages.get("chat_1", id);
export const status = (id: string) => blooio.messages.status("chat_1", id);
export const react = (id: string) => blooio.messages.react("chat_1", id, { reaction: "+love" });
export const send = () => blooio.messages.send({ to: "+15555550142", text: "Hello" });
export const sendToEach = async (id: string) =>
  blooio.messages.sendToEach({ from: await blooio.channels.get(id), to: ["+15555550142"], text: "Hello" });
export const sendToGroup = async (id: string) =>
  blooio.messages.sendToGroup({ from: await blooio.channels.get(id), to: ["+15555550142"], text: "Hello" });
export const dryRun = () => blooio.messages.dryRun({ to: "+15555550142", text: "Hello" });
export const dryRunToSeveral = () => blooio.messages.dryRun({ to: ["+15555550142"], text: "Hello" });
export const waitUntilDelivered = (id: string) => blooio.messages.waitUntilDelivered({ id, chat_id: "chat_1" });

export const rawList = () => blooio.raw.GET("/chats", { params: { query: { limit: 10 } } });
export const rawSend = () => blooio.raw.POST("/messages", { body: { to: "+15555550142", text: "Hello" } });
export const raw = blooio.raw;
export const { use } = blooio.raw;
export const narrow = (state: string) => (isKnown("messageState", state) ? state : undefined);
