/** The types that both services share. Each subpath exports them: the types of inferred exports need names there. */
export type {
  ApiKey,
  Fetch,
  RateLimits,
  RejectionCode,
  SwitchboardError,
  TypedClientOptions,
  UndocumentedBody,
} from "@switchboard/typed-fetch";

export type { ApiPromise, ApiResponse } from "./api-promise.ts";
export type { RawOptions } from "./client.ts";
export type {
  ApiError,
  ApiErrorDetails,
  ApiErrorKind,
  ApiName,
  CallFacts,
  ConnectionError,
  PaginationError,
  TimeoutError,
  TimeoutScope,
} from "./errors.ts";
export type { Hooks, RequestEvent, ResponseEvent, RetryEvent } from "./hooks.ts";
export type { LimitedRequest, Limiter } from "./transport/limiter.ts";
export type { CallLimits, CallOptions, ClientOptions } from "./options.ts";
export type { Listing, ListOptions, Page } from "./pagination.ts";
export type { WaitOptions } from "./polling.ts";
