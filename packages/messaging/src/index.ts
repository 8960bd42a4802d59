export type { RawOptions } from "./caller.ts";
export type { CallLimits, CallOptions, ClientOptions } from "./settings.ts";
export {
  ApiError,
  ConnectionError,
  PaginationError,
  SwitchboardError,
  TimeoutError,
  type ApiErrorKind,
  type ApiName,
  type TimeoutScope,
} from "./errors.ts";
export type { Hooks, RequestEvent, ResponseEvent, RetryEvent } from "./hooks.ts";
export { isApiError, type ErrorBodies } from "./is-api-error.ts";
export type { Listing, ListOptions, Page } from "./paginate.ts";
export type { WaitOptions } from "./poll.ts";
