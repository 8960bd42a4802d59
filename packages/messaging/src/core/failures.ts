import { UndocumentedBody } from "@switchboard/typed-fetch";

import { requestIdOf } from "./api-promise.ts";
import { parseJson } from "./attempt.ts";
import type { Call } from "./call.ts";
import { describeResponse, kindOf } from "./describe-response.ts";
import { ApiError, type ApiErrorDetails } from "./errors.ts";
import { retryAfterOf } from "./retry.ts";

/** The error of a response with an error status. */
export function rejectedBy(call: Call, response: Response, error: object): ApiError {
  const { options, settings } = call;
  const { readError = settings.profile.readError } = options;
  const isDocumented = !(error instanceof UndocumentedBody);
  const body = isDocumented ? error : error.text;
  // Of what nobody documents, a part may be as it is documented.
  const { code, isPermanent, message, requestId, ...reading } = readError(isDocumented ? body : parseJson(error.text));
  return apiError(call, message ?? describeResponse(call.redact(body), response, settings.baseUrl), {
    kind: kindOf(response.status),
    code,
    requestId: requestId ?? requestIdOf(response),
    retryable: call.isRetryable(response.status, isPermanent),
    retryAfter: retryAfterOf(response, reading),
    body,
  });
}

/**
 * The error of a success that lacks what it must have.
 *
 * @param wasDone whether what the caller wants is likely to have been done
 */
export function unreadable(call: Call, reason: string, body: unknown, wasDone: boolean = true): ApiError {
  call.maybeSent ||= wasDone && call.repeatability !== "idempotent";
  const text = body instanceof UndocumentedBody ? body.text : JSON.stringify(body);
  return apiError(call, reason, { kind: "server", retryable: call.isRetryable("lost"), body: text });
}

/** The error of what was accepted, and of which the service says that it failed. */
export const deliveryFailed = <Body>(
  call: Call,
  reason: string,
  code: string | number | undefined,
  body: Body,
): ApiError<Body> => apiError(call, reason, { kind: "delivery", code, body });

function apiError<Body>(
  call: Call,
  reason: string,
  details: Partial<ApiErrorDetails<Body>> & Pick<ApiErrorDetails<Body>, "body" | "kind">,
): ApiError<Body> {
  const { response } = call;
  const status = response?.status ?? 0;
  const usual = {
    status,
    code: undefined,
    requestId: requestIdOf(response),
    retryable: false,
    retryAfter: undefined,
  };
  return new ApiError(call.redact(reason), call.facts(), call.redact({ ...usual, ...details }));
}
