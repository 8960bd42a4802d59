export {
  createBlotatoClient,
  keyVariable,
  type BlotatoClient,
  type BlotatoClientOptions,
  type BlotatoMethods,
} from "./client.ts";
export type * from "./generated/schema.ts";
export {
  finalCommentStatuses,
  finalMessageStatuses,
  finalPostStates,
  finalSourceStatuses,
  finalVisualStatuses,
  isKnown,
  type KnownValues,
} from "./generated/states.ts";
export {
  SwitchboardError,
  UndocumentedBody,
  type ApiKey,
  type ErrorResponse,
  type Fetch,
  type Methods,
  type Middleware,
  type RejectionCode,
  type SuccessResponse,
  type TypedClient,
  type TypedClientOptions,
} from "@switchboard/typed-fetch";
