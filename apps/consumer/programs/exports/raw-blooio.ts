// Exports whose types are inferred, of a program that imports the generated client of Blooio, and nothing else. One for each operation
// is added where this is compiled.
import { createBlooioClient, isKnown } from "@switchboard/blooio";

export const client = createBlooioClient({ apiKey: "key" });
export const send = () => client.POST("/messages", { body: { to: ["+15555550142"], text: "Hello" } });
export const { use, eject } = client;
export const narrow = (state: string) => (isKnown("messageState", state) ? state : undefined);
