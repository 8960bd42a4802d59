// Exports whose types are inferred, of a program that imports the generated client of Blooio, and nothing else.
import { createBlooioClient, isKnown } from "@switchboard/blooio";

export const client = createBlooioClient({ apiKey: "key" });
export const list = () => client.GET("/chats");
export const stopTyping = (chatId: string) => client.DELETE("/chats/{chatId}/typing", { params: { path: { chatId } } });
export const send = () => client.POST("/messages", { body: { to: ["+15555550142"], text: "Hello" } });
export const { use, eject } = client;
export const narrow = (state: string) => (isKnown("messageState", state) ? state : undefined);
