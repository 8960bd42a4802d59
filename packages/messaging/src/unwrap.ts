import { factsOf, type Call, type Settings } from "./call.ts";
import { ApiError, type ApiErrorKind } from "./errors.ts";
import { mayRepeat, retryAfterOf, type Failure } from "./retry.ts";

/** What openapi-fetch gives for a call. */
export interface FetchResult<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The data of a successful call.
 *
 * @throws ApiError for an error status, and for a success without a body; it tests the status, because
 *   openapi-fetch gives no `error` for a failure with an empty body
 */
export function unwrap<Data>({ data, error, response }: FetchResult<Data>, call: Call, settings: Settings): Data {
  if (response.ok && data !== undefined) return data;
  if (response.ok) throw unreadable("the answer has no body", undefined, call, settings);
  const body = settings.redact(error);
  const reading = settings.profile.readError(body);
  const failure: Failure = { kind: "status", status: response.status, isPermanent: reading.isPermanent === true };
  throw new ApiError(reading.message ?? describeBody(body, response), factsOf(call, settings), {
    status: response.status,
    kind: reading.kind ?? kindOf(response.status),
    code: reading.code,
    requestId: reading.requestId ?? requestIdOf(response),
    retryable: mayRepeat(failure, call.repeatability),
    retryAfter: retryAfterOf(response, body, settings),
    body,
  });
}

/** The error of a success whose body is not what it should be. What was asked for is likely to have been done. */
export function unreadable(reason: string, body: unknown, call: Call, settings: Settings): ApiError {
  const { answer, repeatability } = call;
  call.maybeSent ||= repeatability !== "idempotent";
  return new ApiError(reason, factsOf(call, settings), {
    status: answer?.response.status ?? 0,
    kind: "server",
    code: undefined,
    requestId: answer && requestIdOf(answer.response),
    retryable: mayRepeat({ kind: "lost" }, repeatability),
    retryAfter: undefined,
    body: settings.redact(body),
  });
}

const requestIdOf = ({ headers }: Response): string | undefined => headers.get("x-request-id") ?? undefined;

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
function describeBody(body: unknown, { headers, statusText }: Response): string {
  const location = headers.get("location");
  if (location !== null)
    return `the service redirects to ${originOf(location)}, which is not followed, so that the key stays`;
  if (body === undefined || body === "") return `${statusText || "no reason given"} (empty body)`;
  const text = typeof body === "string" ? body : (JSON.stringify(body) ?? "");
  if (/^\s*<(!doctype|html)/i.test(text)) {
    const title = /<title>([^<]*)<\/title>/i.exec(text)?.[1]?.trim();
    return `an HTML page${title === undefined ? "" : `, "${title}"`}, instead of JSON`;
  }
  return text.length > longestExcerpt ? `${text.slice(0, longestExcerpt)}…` : text;
}

const originOf = (location: string): string => (URL.canParse(location) ? new URL(location).origin : "another path");
