// What a program has to carry that receives events, and does nothing else.
import { createWebhookHandler } from "@switchboard/messaging/webhooks";

export default { fetch: createWebhookHandler({ secret: "whsec_1", on: { "message.received": console.log } }) };
