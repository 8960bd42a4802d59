import { factsOf, redactorFor, type Call, type Settings } from "./call.ts";
import { ApiError, type ApiErrorDetails, type ApiErrorKind } from "./errors.ts";
import { mayRepeat, requestIdOf, retryAfterOf, type Failure } from "./retry.ts";

/** What openapi-fetch gives for a call. */
export interface FetchResult<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The data of a successful call.
 *
 * @throws ApiError for an error status, and for a success whose body is no JSON object; it tests the status, because
 *   openapi-fetch gives no `error` for a failure with an empty body
 */
export function unwrap<Data>({ data, error, response }: FetchResult<Data>, call: Call, settings: Settings): Data {
  if (!response.ok) throw refusal(error, response, call, settings);
  if (data === undefined) throw unreadable("the answer has no body", undefined, call, settings);
  if (typeof data === "object" && data !== null && !Array.isArray(data)) return data;
  throw unreadable("the answer is not a JSON object", data, call, settings);
}

function refusal(error: unknown, response: Response, call: Call, settings: Settings): ApiError {
  const body = redactorFor(call, settings)(error);
  const reading = settings.profile.readError(body);
  const { status } = response;
  const failure: Failure = { kind: "status", status, isPermanent: reading.isPermanent === true };
  return apiError(reading.message ?? describeBody(body, response), call, settings, {
    status,
    kind: reading.kind ?? kindOf(status),
    code: reading.code,
    requestId: reading.requestId ?? requestIdOf(response),
    retryable: mayRepeatCall(failure, call),
    retryAfter: retryAfterOf(response, body, settings),
    body,
  });
}

/**
 * The error of a success whose body is not what it should be. What was asked for is likely to have been done, unless it was
 * only to say what a send would do.
 */
export function unreadable(reason: string, body: unknown, call: Call, settings: Settings): ApiError {
  call.maybeSent ||= !call.isDryRun && call.repeatability !== "idempotent";
  return apiError(reason, call, settings, {
    status: call.answer?.response.status ?? 0,
    kind: "server",
    code: undefined,
    requestId: requestIdOf(call.answer?.response),
    retryable: mayRepeatCall({ kind: "lost" }, call),
    retryAfter: undefined,
    body,
  });
}

/** Makes the error of a call. The service may quote the key anywhere: here it is taken out. */
export function apiError<Body>(
  reason: string,
  call: Call,
  settings: Settings,
  details: ApiErrorDetails<Body>,
): ApiError<Body> {
  const redact = redactorFor(call, settings);
  return new ApiError(redact(reason), factsOf(call, settings), redact(details));
}

/** Whether the caller may repeat the call: under a new idempotency key, the service would not know the repetition. */
function mayRepeatCall(failure: Failure, call: Call): boolean {
  const wouldBeNew = call.repeatability === "keyed" && !call.hasOwnKey;
  return mayRepeat(failure, call.repeatability) && !(call.maybeSent && wouldBeNew);
}

function kindOf(status: number): ApiErrorKind {
  if (status === 401 || status === 403) return "auth";
  if (status === 404) return "notFound";
  if (status === 409) return "conflict";
  if (status === 400 || status === 422) return "validation";
  if (status === 429) return "rateLimit";
  return status >= 500 ? "server" : "client";
}

const longestExcerpt = 200;

/** Says what an undocumented body is: most come from a proxy in between. */
function describeBody(body: unknown, { headers, statusText, type, url }: Response): string {
  const location = headers.get("location");
  // A browser hides where a redirect leads.
  if (location !== null || type === "opaqueredirect") {
    const target = location === null ? undefined : URL.parse(location, url)?.origin;
    return `the service redirects to ${target ?? "another place"}, which is not followed, so that the key stays`;
  }
  if (body === undefined || body === "") return `${statusText || "no reason given"} (empty body)`;
  const text = typeof body === "string" ? body : (JSON.stringify(body) ?? "");
  if (/^\s*<(!doctype|html)/i.test(text)) {
    const title = /<title>([^<]*)<\/title>/i.exec(text)?.[1]?.trim();
    return `an HTML page${title === undefined ? "" : `, "${title}"`}, instead of JSON`;
  }
  return text.length > longestExcerpt ? `${text.slice(0, longestExcerpt)}…` : text;
}
