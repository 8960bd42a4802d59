export { deliverOnce, type KeyedJob } from "./deliver-once.ts";
export type { MessageSearch } from "./find-message.ts";
export type { NotSent, Outcome, Sent, Unsure } from "./outcome.ts";
export { settleUnsure } from "./settle-unsure.ts";
export { transitions, type SendEvent, type SendRecord } from "./states.ts";
export type { SendStore, StoredJob } from "./stored-job.ts";
