import type { BlooioErrorBody } from "./blooio/profile.ts";
import type { BlotatoErrorBody } from "./blotato/profile.ts";
import { ApiError, type ApiName } from "./core/errors.ts";

/** The error bodies that each API documents. */
export interface ErrorBodies {
  readonly blooio: BlooioErrorBody;
  readonly blotato: BlotatoErrorBody;
}

/**
 * Whether an error is an answer of a service; with the API's name, of that one, whose documented bodies are then the body's
 * type. A proxy in between may still have sent something else.
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
  return error instanceof ApiError && (api === undefined || error.api === api);
}
