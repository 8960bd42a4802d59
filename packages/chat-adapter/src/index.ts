export type { AdapterOptions, MessagingAdapter } from "./adapter.ts";
export { BlooioAdapter, createBlooioAdapter, type BlooioAdapterOptions } from "./blooio-adapter.ts";
export type { BlooioRawMessage } from "./blooio-messages.ts";
export { BlotatoAdapter, createBlotatoAdapter, type BlotatoAdapterOptions } from "./blotato-adapter.ts";
export type { InterruptedMessage, PollingOptions } from "./polling.ts";
export type { ConversationThread } from "./thread-id.ts";
