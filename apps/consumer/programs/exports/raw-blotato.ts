// Exports whose types are inferred, of a program that imports the generated client of Blotato, and nothing else. One for each operation
// is added where this is compiled.
import { createBlotatoClient, isKnown } from "@switchboard/blotato";

export const client = createBlotatoClient({ apiKey: "key" });
export const send = (body: { accountId: string; recipientId: string; text: string }) =>
  client.POST("/v2/messages", { body: { ...body, target: { targetType: "twitter" } } });
export const { use, eject } = client;
export const narrow = (platform: string) => (isKnown("platform", platform) ? platform : undefined);
