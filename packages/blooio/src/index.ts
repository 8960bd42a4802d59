export {
  createBlooioClient,
  keyVariable,
  type BlooioClient,
  type BlooioClientOptions,
  type BlooioMethods,
} from "./client.ts";
export type { EventData } from "./generated/events.ts";
export type * from "./generated/schema.ts";
export { finalMessageStates, finalNumberPurchaseStatuses, isKnown, type KnownValues } from "./generated/states.ts";
export {
  SwitchboardError,
  UndocumentedBody,
  type ApiKey,
  type ErrorResponse,
  type Fetch,
  type FileContent,
  type Methods,
  type Middleware,
  type RejectionCode,
  type SuccessResponse,
  type TypedClient,
  type TypedClientOptions,
  type Upload,
} from "@switchboard/typed-fetch";
