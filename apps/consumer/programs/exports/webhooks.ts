// Exports whose types are inferred, of a program that receives events.
import { createWebhookHandler, memorySeenStore, signWebhook, toNodeHandler } from "@switchboard/messaging/webhooks";

export const seen = memorySeenStore();
export const receiver = createWebhookHandler({
  secret: "whsec_1",
  seen,
  on: { "message.received": ({ data }) => data },
});
export const nodeReceiver = toNodeHandler(receiver);
export const signed = () => signWebhook({ type: "message.received" }, "whsec_1");
