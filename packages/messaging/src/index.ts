export {
  SwitchboardError,
  UndocumentedBody,
  type ApiKey,
  type Fetch,
  type RejectionCode,
} from "@switchboard/typed-fetch";

export type { RawOptions } from "./core/client.ts";
export {
  ApiError,
  ConnectionError,
  PaginationError,
  TimeoutError,
  type ApiErrorKind,
  type ApiName,
  type TimeoutScope,
} from "./core/errors.ts";
export type { Hooks, RequestEvent, ResponseEvent, RetryEvent } from "./core/hooks.ts";
export type { ApiPromise, ApiResponse } from "./core/api-promise.ts";
export type { Limiter } from "./core/limiter.ts";
export type { CallLimits, CallOptions, ClientOptions } from "./core/options.ts";
export type { Listing, ListOptions, Page } from "./core/pagination.ts";
export type { WaitOptions } from "./core/polling.ts";
export { isApiError, type ErrorBodies } from "./is-api-error.ts";
