export { SwitchboardError, UndocumentedBody } from "@switchboard/typed-fetch";

// What the body of an error can be, by names of their own: a module whose exports are inferred has to find them here.
export type {
  AuthError as BlooioAuthError,
  ErrorBody as BlooioOperationError,
  FanOutResult as BlooioFanOutResult,
  MessageSendResult as BlooioSendResult,
  MessageStatus as BlooioMessageStatus,
} from "@switchboard/blooio";
export type {
  Comment as BlotatoComment,
  ErrorBody as BlotatoOperationError,
  Message as BlotatoMessage,
  PostStatus as BlotatoPostStatus,
  PostSubmission as BlotatoPostSubmission,
  RateLimitError as BlotatoRateLimitError,
  Source as BlotatoSource,
  Visual as BlotatoVisual,
} from "@switchboard/blotato";

export type { BlooioErrorBody } from "./blooio/profile.ts";
export type { BlotatoErrorBody } from "./blotato/profile.ts";
export { ApiError, ConnectionError, PaginationError, TimeoutError } from "./core/errors.ts";
export type * from "./core/public-types.ts";
export { isApiError, type ErrorBodies } from "./is-api-error.ts";
