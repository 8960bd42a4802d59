import { isDeepStrictEqual } from "node:util";

import type { StateHandler } from "../../model/handlers.ts";
import { badRequest, conflict } from "../errors.ts";
import type { State } from "../state.ts";

/** The first request with an idempotency key, and the body of its response. */
export interface FirstCall {
  readonly path: unknown;
  readonly body: unknown;
  readonly responseBody: unknown;
}

/**
 * Lets each idempotency key send once: a repeated request gets the response of the first one.
 *
 * @param repeated the status of that response
 */
export const idempotent =
  (handler: StateHandler<State>, repeated = 200): StateHandler<State> =>
  (state, request) => {
    const { operationId, path, body } = request;
    const key = request.headers["idempotency-key"];
    if (key === "") throw badRequest("header Idempotency-Key must not be empty");
    const isDryRun = (body as { readonly dry_run?: boolean }).dry_run === true;
    if (key === undefined || isDryRun) return handler(state, request);
    const name = `${operationId} ${key}`;
    const first = state.firstCalls.get(name);
    if (first !== undefined) {
      if (isDeepStrictEqual({ path, body }, { path: first.path, body: first.body }))
        return { status: repeated, body: first.responseBody };
      throw conflict(
        "idempotency_key_reused",
        "This idempotency key (header Idempotency-Key) belongs to a request with another body or chat.",
      );
    }
    const response = handler(state, request);
    // A rejected request sent nothing, and may be corrected under the same key.
    if ([201, 202, 207].includes(response.status)) {
      state.firstCalls.set(name, { path, body, responseBody: response.body });
    }
    return response;
  };
