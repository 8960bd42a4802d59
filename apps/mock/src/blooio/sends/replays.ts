import { isDeepStrictEqual } from "node:util";

import type { OperationHandler } from "../../model/service.ts";
import { BlooioError, conflict } from "../refusals.ts";

interface FirstCall {
  readonly path: unknown;
  readonly body: unknown;
  readonly answer: unknown;
}

/** Lets each idempotency key of a world send once: repeated, it answers what the first call answered. */
export function createReplays(): (handler: OperationHandler) => OperationHandler {
  const calls = new Map<string, FirstCall>();
  return (handler) => (request) => {
    const { operationId, path, body } = request;
    const key = request.headers["idempotency-key"];
    if (key === "") throw new BlooioError(400, "bad_request", "header Idempotency-Key must not be empty");
    const isDryRun = (body as { readonly dry_run?: boolean }).dry_run === true;
    if (key === undefined || isDryRun) return handler(request);
    const name = `${operationId} ${key}`;
    const first = calls.get(name);
    if (first !== undefined) {
      if (isDeepStrictEqual({ path, body }, { path: first.path, body: first.body }))
        return { status: 200, body: first.answer };
      throw conflict(
        "idempotency_key_reused",
        "This idempotency key (header Idempotency-Key) belongs to a request with another body or chat.",
      );
    }
    const answer = handler(request);
    // A refused call sent nothing, and may be corrected under the same key.
    if (answer.status === 201 || answer.status === 207) calls.set(name, { path, body, answer: answer.body });
    return answer;
  };
}
