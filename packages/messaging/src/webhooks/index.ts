export {
  type BlooioEvent,
  type BlooioEventOf,
  type BlooioEventType,
  type KnownBlooioEvent,
  type UnknownBlooioEvent,
  type UnknownEventType,
} from "./event.ts";
export {
  createWebhookHandler,
  type WebhookAction,
  type WebhookActions,
  type WebhookContext,
  type WebhookHandler,
  type WebhookHandlerOptions,
} from "./handler.ts";
export { toNodeHandler, type NodeRequest, type NodeResponse, type NodeWebhookHandler } from "./node.ts";
export { memorySeenStore, type Claim, type MemorySeenStoreOptions, type SeenStore } from "./seen.ts";
export { WebhookSignatureError, type SignatureProblem } from "./signature-error.ts";
export type { RawBody, VerifyOptions, WebhookHeaders } from "./signature.ts";
export { signWebhook, verifyBlooioWebhook, type EventToSign, type SignedWebhook } from "./verify.ts";
