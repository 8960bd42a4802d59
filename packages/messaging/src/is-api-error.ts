import type { BlooioErrorBody } from "./blooio/profile.ts";
import type { BlotatoErrorBody } from "./blotato/profile.ts";
import type { ApiError, ApiName } from "./core/errors.ts";

/** What the body of an {@link ApiError} can be, by API. */
export interface ErrorBodies {
  readonly blooio: BlooioErrorBody;
  readonly blotato: BlotatoErrorBody;
}

/**
 * Whether an error is an {@link ApiError}; with the name of an API, whether it is one of that API, and its `body` has that API's type.
 * It goes by the fields of the error, so an error of another copy of this package, or one sent by a worker, passes too.
 *
 * @example
 * try {
 *   await blooio.chats.get("chat_1");
 * } catch (error) {
 *   if (isApiError(error, "blooio") && error.kind === "notFound") console.log("gone");
 *   else throw error;
 * }
 */
export function isApiError<Api extends ApiName>(error: unknown, api: Api): error is ApiError<ErrorBodies[Api]>;
export function isApiError(error: unknown): error is ApiError;
export function isApiError(error: unknown, api?: ApiName): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { api: own, kind, name, status } = error as Partial<ApiError>;
  const isOurs = own === "blotato" || own === "blooio";
  return (
    name === "ApiError" && isOurs && typeof kind === "string" && typeof status === "number" && own === (api ?? own)
  );
}
