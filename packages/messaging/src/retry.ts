import { BufferedResponse, type Answer } from "./buffered-response.ts";
import { factsOf, redactorFor, type Call, type Settings } from "./call.ts";
import { describeConnection, wasUnreached } from "./connection-failure.ts";
import { ConnectionError, TimeoutError } from "./errors.ts";
import { notify, type RequestEvent, type ResponseEvent } from "./hooks.ts";
import { parseJson } from "./json.ts";
import { backoff, boundDelay, parseRetryAfter, sleep } from "./retry-delay.ts";
import { outOfTime, withinLimits } from "./within-limits.ts";

/** What openapi-fetch asks for, in the form in which it can be sent any number of times. */
export interface RepeatableRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: RequestInit["body"];
}

/**
 * How a request may be repeated. `idempotent`: the method says that twice is as good as once. `keyed`: the service knows
 * a repetition by its key. `unsafe`: twice may send two messages.
 */
export type Repeatability = "idempotent" | "keyed" | "unsafe";

/** Why an attempt has no good answer. `unreached`: no connection was made. `lost`: sent, and no complete answer came. */
export type Failure =
  | { readonly kind: "status"; readonly status: number; readonly isPermanent: boolean }
  | { readonly kind: "unreached" }
  | { readonly kind: "lost" };

/**
 * Whether a failed request may be repeated: no second message can come of it, and it might help.
 * A 429 was refused unprocessed, so it may always be repeated, unless waiting does not clear it.
 */
export function mayRepeat(failure: Failure, repeatability: Repeatability): boolean {
  if (failure.kind === "unreached") return true;
  if (failure.kind === "status" && failure.status === 429) return !failure.isPermanent;
  if (failure.kind === "status" && ![408, 500, 502, 503, 504].includes(failure.status)) return false;
  return repeatability !== "unsafe";
}

/** Whether the service may have acted on a request that failed in this way. */
export function mayHaveActed(failure: Failure, method: string): boolean {
  if (method === "GET" || method === "HEAD" || failure.kind === "unreached") return false;
  return failure.kind === "lost" || failure.status === 408 || (failure.status >= 500 && failure.status !== 501);
}

const idempotentMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "PUT", "DELETE"]);

export function repeatabilityOf({ method, url, headers }: RepeatableRequest, { profile }: Settings): Repeatability {
  if (idempotentMethods.has(method)) return "idempotent";
  return headers.has("idempotency-key") && profile.honoursIdempotencyKey(method, url) ? "keyed" : "unsafe";
}

type Outcome =
  | { readonly answer: Answer; readonly failure: Failure | undefined }
  | { readonly error: Error; readonly failure: Failure };

/**
 * Makes the `fetch` that runs once for each logical call: it sends the request, and sends it again where {@link mayRepeat}
 * allows, until the call's retries or its deadline run out.
 *
 * @throws ConnectionError, TimeoutError, or the reason of the call's signal; an error status is an answer, not an exception
 */
export function retryingFetch(settings: Settings): (request: RepeatableRequest, call: Call) => Promise<Response> {
  const { hooks } = settings;
  return async (request, call) => {
    const { limits, signal } = call;
    call.headers = request.headers;
    call.repeatability = repeatabilityOf(request, settings);
    if (call.repeatability === "keyed") call.idempotencyKey = request.headers.get("idempotency-key") ?? undefined;
    let startedAt = performance.now();
    const endsAt = startedAt + limits.deadline;
    for (; ; startedAt = performance.now()) {
      signal?.throwIfAborted();
      call.attempts += 1;
      if (hooks.onRequest !== undefined) notify(hooks.onRequest, begun(request, call, settings));
      let outcome: Outcome | undefined;
      try {
        outcome = await attempt(request, call, settings, Math.max(0, endsAt - startedAt));
      } finally {
        // Also after an abort, so that whatever began with onRequest can end.
        if (hooks.onResponse !== undefined)
          notify(hooks.onResponse, ended(request, call, settings, outcome, startedAt));
      }
      const { failure } = outcome;
      if (failure === undefined) return settle(outcome);
      const delay = delayBefore(outcome, call, settings);
      const isLast = call.attempts > limits.retries || performance.now() + delay >= endsAt;
      if (isLast || !mayRepeat(failure, call.repeatability)) return settle(outcome);
      if (hooks.onRetry !== undefined)
        notify(hooks.onRetry, { ...ended(request, call, settings, outcome, startedAt), delay });
      await sleep(delay, signal);
    }
  };
}

function begun({ method, url }: RepeatableRequest, call: Call, settings: Settings): RequestEvent {
  const redact = redactorFor(call, settings);
  const operationId = redact(call.operationId);
  return { api: settings.profile.api, operationId, attempt: call.attempts, method, url: redact(url) };
}

function ended(
  request: RepeatableRequest,
  call: Call,
  settings: Settings,
  outcome: Outcome | undefined,
  startedAt: number,
): ResponseEvent {
  const response = outcome !== undefined && "answer" in outcome ? outcome.answer.response : undefined;
  const duration = performance.now() - startedAt;
  const requestId = redactorFor(call, settings)(requestIdOf(response));
  return { ...begun(request, call, settings), status: response?.status, duration, requestId };
}

/** The vendor's name for a request, where a header gives one. */
export const requestIdOf = (response: Response | undefined): string | undefined =>
  response?.headers.get("x-request-id") ?? undefined;

/** @throws the reason of the call's signal; whatever else goes wrong is an outcome */
async function attempt(request: RepeatableRequest, call: Call, settings: Settings, left: number): Promise<Outcome> {
  const scope = left < call.limits.timeout ? "deadline" : "attempt";
  call.isAnswered = false;
  try {
    const limit = Math.min(left, call.limits.timeout);
    const answer = await withinLimits(limit, call.signal, (signal) => send(request, signal, call, settings));
    call.answer = answer;
    const failure = failureOf(answer, call.repeatability, settings);
    return { answer, failure: failure && note(failure, request, call) };
  } catch (error) {
    if (call.signal?.aborted === true) throw call.signal.reason;
    if (error === outOfTime) {
      const failure = note({ kind: "lost" }, request, call);
      const limit = call.limits[scope === "attempt" ? "timeout" : "deadline"];
      return { failure, error: new TimeoutError(factsOf(call, settings), scope, limit) };
    }
    const { isCustomFetch } = settings;
    const isUnreached = !call.isAnswered && wasUnreached(error, { url: request.url, isCustomFetch });
    const failure = note({ kind: isUnreached ? "unreached" : "lost" }, request, call);
    const { reason, code } = redactorFor(call, settings)(describeConnection(error));
    return { failure, error: new ConnectionError(reason, factsOf(call, settings), code) };
  }
}

function note(failure: Failure, { method }: RepeatableRequest, call: Call): Failure {
  call.maybeSent ||= !call.isDryRun && mayHaveActed(failure, method);
  return failure;
}

async function send(
  { url, method, headers, body }: RepeatableRequest,
  signal: AbortSignal,
  call: Call,
  settings: Settings,
): Promise<Answer> {
  // A redirect could lead the key to another origin.
  const init: RequestInit = { method, headers, redirect: "manual", signal };
  const response = await settings.fetch(url, body === undefined ? init : { ...init, body });
  call.isAnswered = true;
  return { response, text: await response.text(), url };
}

function failureOf(
  { response, text }: Answer,
  repeatability: Repeatability,
  { profile }: Settings,
): Failure | undefined {
  // A cut-off result of a keyed send: asking again gives the result of the first, whole.
  if (response.ok) return repeatability === "keyed" && parseJson(text) === undefined ? { kind: "lost" } : undefined;
  const isPermanent = profile.readError(parseJson(text)).isPermanent === true;
  return { kind: "status", status: response.status, isPermanent };
}

function delayBefore(outcome: Outcome, call: Call, settings: Settings): number {
  const answer = "answer" in outcome ? outcome.answer : undefined;
  const asked = answer && retryAfterOf(answer.response, parseJson(answer.text), settings);
  // A service that asks for no wait at all, or for one until yesterday, is in trouble all the same.
  return Math.max(asked ?? 0, backoff(call.attempts, { base: 500, cap: 8_000 }, settings.random));
}

/** How long the service asks to wait, in milliseconds: by its header, or by its words. */
export function retryAfterOf(response: Response, body: unknown, { profile }: Settings): number | undefined {
  const asked = parseRetryAfter(response.headers.get("retry-after"), Date.now()) ?? profile.readError(body).retryAfter;
  return asked === undefined ? undefined : boundDelay(asked);
}

/** Ends the call: with the answer, its body to be read again by openapi-fetch, or with the error. */
function settle(outcome: Outcome): Response {
  if ("error" in outcome) throw outcome.error;
  return new BufferedResponse(outcome.answer);
}
