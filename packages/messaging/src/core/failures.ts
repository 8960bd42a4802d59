import { UndocumentedBody } from "@switchboard/typed-fetch";

import { requestIdOf } from "./api-promise.ts";
import { parseJson } from "./transport/attempt.ts";
import type { Call } from "./call.ts";
import { ApiError, type ApiErrorDetails, type ApiErrorKind } from "./errors.ts";
import { retryAfterOf } from "./transport/retry.ts";

/** The error of a response with an error status. */
export function rejectedBy(call: Call, response: Response, error: object): ApiError {
  const { profile, baseUrl } = call.settings;
  const isDocumented = !(error instanceof UndocumentedBody);
  const body = isDocumented ? error : error.text;
  // An undocumented body may still have a documented field.
  const { code, isPermanent, message, requestId, ...reading } = profile.readError(
    isDocumented ? body : parseJson(error.text),
  );
  return apiError(call, message ?? describeResponse(call.redact(body), response, baseUrl), {
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
 * @param wasDone whether the service has probably done what the caller wants
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

const kinds: Readonly<Record<number, ApiErrorKind>> = {
  400: "validation",
  401: "auth",
  403: "auth",
  404: "notFound",
  409: "conflict",
  422: "validation",
  429: "rateLimit",
};

/** What an error status means for the caller. */
const kindOf = (status: number): ApiErrorKind => kinds[status] ?? (status >= 500 ? "server" : "client");

/** Says what an undocumented response is: most come from a proxy in between. */
function describeResponse(body: unknown, { headers, type }: Response, baseUrl: string): string {
  const location = headers.get("location");
  // A browser hides where a redirect leads.
  if (location !== null || type === "opaqueredirect") {
    const place = location ?? "http://";
    const target = URL.canParse(place, baseUrl) ? new URL(place, baseUrl).origin : "another place";
    return `a redirect to ${target}, which is not followed`;
  }
  const text = typeof body === "string" ? body : JSON.stringify(body);
  // The words of a page, without its markup.
  const words = text
    .slice(0, 2_000)
    .replaceAll(/(?:<[^>]*>|\s)+/g, " ")
    .trim();
  return words.length > 200 ? `${words.slice(0, 200)}…` : words || "an empty body";
}
