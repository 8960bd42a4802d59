import { factsOf, redactorFor, type Call } from "./call.ts";
import { ApiError, type ApiErrorDetails, type ApiErrorKind } from "./errors.ts";
import { retryAfterOf } from "./retry-after.ts";
import { lost, mayRepeat, requestIdOf, type Failure } from "./retry.ts";

/** What a typed method gives for a call. */
export interface FetchResult<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The data of a successful call.
 *
 * @throws ApiError for an error status, also with an empty body, and for a success whose body is no JSON object
 */
export function unwrap<Data>({ data, error, response }: FetchResult<Data>, call: Call): Data {
  if (!response.ok) throw refusal(error, response, call);
  if (typeof data === "object" && data !== null && !Array.isArray(data)) return data;
  throw unreadable(data === undefined ? "the answer has no body" : "the answer is not a JSON object", data, call);
}

function refusal(error: unknown, response: Response, call: Call): ApiError {
  const body = redactorFor(call)(error);
  const reading = call.settings.profile.readError(body);
  const { status } = response;
  return apiError(reading.message ?? describeBody(body, response, call.settings.base.baseUrl), call, {
    kind: kindOf(status),
    code: reading.code,
    requestId: reading.requestId ?? requestIdOf(response),
    retryable: mayRepeatCall(status, call, reading.isPermanent),
    retryAfter: retryAfterOf(response, reading),
    body,
  });
}

/**
 * The error of a success whose body is not what it should be. What was asked for is likely to have been done, unless it was
 * only to say what a send would do.
 */
export function unreadable(reason: string, body: unknown, call: Call): ApiError {
  call.maybeSent ||= call.options.isDryRun !== true && call.repeatability !== "idempotent";
  return apiError(reason, call, { kind: "server", retryable: mayRepeatCall(lost, call), body });
}

/** Makes the error of a call. The service may quote the key anywhere: here it is taken out. */
export function apiError<Body>(
  reason: string,
  call: Call,
  details: Partial<ApiErrorDetails<Body>> & Pick<ApiErrorDetails<Body>, "body" | "kind">,
): ApiError<Body> {
  const redact = redactorFor(call);
  const { response } = call.answer ?? {};
  const { status = 0 } = response ?? {};
  const requestId = requestIdOf(response);
  const usual = { status, code: undefined, requestId, retryable: false, retryAfter: undefined };
  return new ApiError(redact(reason), factsOf(call), redact({ ...usual, ...details }));
}

/** Whether the caller may repeat the call: under a new idempotency key, the service would not know the repetition. */
const mayRepeatCall = (failure: Failure, call: Call, isPermanent?: boolean): boolean =>
  mayRepeat(failure, call.repeatability, isPermanent) &&
  !(call.maybeSent && call.repeatability === "keyed" && call.options.idempotencyKey === undefined);

const kinds: Readonly<Record<number, ApiErrorKind>> = {
  400: "validation",
  401: "auth",
  403: "auth",
  404: "notFound",
  409: "conflict",
  422: "validation",
  429: "rateLimit",
};

const kindOf = (status: number): ApiErrorKind => kinds[status] ?? (status >= 500 ? "server" : "client");

/** Says what an undocumented body is: most come from a proxy in between. */
function describeBody(body: unknown, { headers, statusText, type }: Response, base: string): string {
  const location = headers.get("location");
  // A browser hides where a redirect leads.
  if (location !== null || type === "opaqueredirect") {
    const target = (location === null ? null : URL.parse(location, base))?.origin ?? "another place";
    return `the service redirects to ${target}, which is not followed, so that the key stays`;
  }
  if (body === undefined || body === "") return `${statusText || "no reason given"} (empty body)`;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  if (/^\s*<(!doctype|html)/i.test(text)) {
    const title = /<title>\s*([^<]*?)\s*<\/title>/i.exec(text)?.[1];
    return `an HTML page${title === undefined ? "" : `, "${title}"`}, instead of JSON`;
  }
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
