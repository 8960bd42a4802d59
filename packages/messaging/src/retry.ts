import { factsOf, redactorFor, type Call } from "./call.ts";
import { describeConnection, wasUnreached } from "./connection-failure.ts";
import { ConnectionError, TimeoutError } from "./errors.ts";
import { notify } from "./hooks.ts";
import type { RepeatableRequest } from "./request.ts";
import { retryAfterOf } from "./retry-after.ts";
import { outOfTime, sleep, withinLimits } from "./within-limits.ts";

/** An answer with its whole body. */
export interface Answer {
  readonly response: Response;
  readonly text: string;
  /** The text as JSON; undefined, which no JSON gives, when it is none. */
  readonly body: unknown;
}

/**
 * How a request may be repeated. `idempotent`: the method says that twice is as good as once. `keyed`: the service knows
 * a repetition by its key. `unsafe`: twice may send two messages.
 */
export type Repeatability = "idempotent" | "keyed" | "unsafe";

/** Why an attempt has no good answer: the status of a bad one, or one of those below. */
export type Failure = number;
/** No connection was made. */
const unreached: Failure = -1;
/** The request was sent, and no complete answer came. */
export const lost: Failure = -2;

/**
 * Whether a failed request may be repeated: no second message can come of it, and it might help.
 * A 429 was refused unprocessed, so it may always be repeated, unless waiting does not clear it.
 */
export function mayRepeat(failure: Failure, repeatability: Repeatability, isPermanent: boolean | undefined): boolean {
  if (failure === 429) return isPermanent !== true;
  return failure === unreached || (repeatability !== "unsafe" && [lost, 408, 500, 502, 503, 504].includes(failure));
}

/** Whether the service may have acted on a request that failed in this way. */
const mayHaveActed = (failure: Failure, method: string): boolean =>
  !/^(GET|HEAD)$/.test(method) && (failure === lost || failure === 408 || (failure >= 500 && failure !== 501));

interface Outcome {
  readonly answer?: Answer;
  readonly failure?: Failure;
  /** In place of an answer; made in the end, when it is known what else happened. */
  readonly error?: () => Error;
}

/**
 * Sends the request of a call, and sends it again where {@link mayRepeat} allows, until the call's retries or its deadline run
 * out.
 *
 * @returns the answer, be it good or bad
 * @throws ConnectionError, TimeoutError, or the reason of the call's signal
 */
export async function sendWithRetries(request: RepeatableRequest, call: Call): Promise<Answer> {
  const { limits, settings } = call;
  const { hooks, profile } = settings;
  const { signal } = call.options;
  const { headers, method } = request.init;
  const key = headers.get("idempotency-key");
  const isKeyed = key !== null && profile.keyedPaths?.test(request.path) === true;
  call.headers = headers;
  call.repeatability = /^(GET|HEAD|PUT|DELETE)$/.test(method) ? "idempotent" : isKeyed ? "keyed" : "unsafe";
  if (call.repeatability === "keyed") call.idempotencyKey = key ?? undefined;
  let startedAt = performance.now();
  const endsAt = startedAt + limits.deadline;
  for (; ; startedAt = performance.now()) {
    signal?.throwIfAborted();
    call.attempts += 1;
    const begun = () => ({
      api: profile.api,
      operationId: call.operationId,
      attempt: call.attempts,
      method,
      url: redactorFor(call)(request.url),
    });
    let outcome: Outcome = {};
    const ended = () => {
      const response = outcome.answer?.response;
      const requestId = redactorFor(call)(requestIdOf(response));
      return { ...begun(), status: response?.status, duration: performance.now() - startedAt, requestId };
    };
    notify(hooks.onRequest, begun);
    try {
      outcome = await attempt(request, call, Math.max(0, endsAt - startedAt));
    } finally {
      // Also after an abort, so that whatever began with onRequest can end.
      notify(hooks.onResponse, ended);
    }
    const { answer, error, failure } = outcome;
    if (failure !== undefined) {
      call.maybeSent ||= call.options.isDryRun !== true && mayHaveActed(failure, method);
      // Exponential, with full jitter, so that clients which failed together do not come back together. A service that asks
      // for no wait at all, or for one until yesterday, is in trouble all the same.
      const pause = Math.random() * Math.min(8_000, 500 * 2 ** (call.attempts - 1));
      const reading = profile.readError(answer?.body);
      const delay = Math.max(retryAfterOf(answer?.response, reading) ?? 0, Math.ceil(pause));
      if (
        call.attempts <= limits.retries &&
        performance.now() + delay < endsAt &&
        mayRepeat(failure, call.repeatability, reading.isPermanent)
      ) {
        notify(hooks.onRetry, () => ({ ...ended(), delay }));
        await sleep(delay, signal);
        continue;
      }
    }
    if (answer !== undefined) return answer;
    throw error?.();
  }
}

/** The vendor's name for a request, where a header gives one. */
export const requestIdOf = (response: Response | undefined): string | undefined =>
  response?.headers.get("x-request-id") ?? undefined;

/** @throws the reason of the call's signal; whatever else goes wrong is an outcome */
async function attempt({ init, url }: RepeatableRequest, call: Call, left: number): Promise<Outcome> {
  const { limits, options, settings } = call;
  const limit = Math.min(left, limits.timeout);
  let isAnswered = false;
  try {
    const answer = await withinLimits(limit, options.signal, async (signal) => {
      const response = await settings.fetch(url, { ...init, signal });
      // Whatever fails from here on, the service was reached.
      isAnswered = true;
      const text = await response.text();
      return { response, text, body: parseJson(text) };
    });
    call.answer = answer;
    const { status, ok } = answer.response;
    if (!ok) return { answer, failure: status };
    // A cut-off result of a keyed send: asking again gives the result of the first, whole.
    return call.repeatability === "keyed" && answer.body === undefined ? { answer, failure: lost } : { answer };
  } catch (error) {
    if (options.signal?.aborted === true) throw options.signal.reason;
    if (error === outOfTime) {
      const scope = left < limits.timeout ? "deadline" : "attempt";
      const given = scope === "attempt" ? limits.timeout : limits.deadline;
      return { failure: lost, error: () => new TimeoutError(factsOf(call), scope, given) };
    }
    const isUnreached = !isAnswered && wasUnreached(error, url, settings.isCustomFetch);
    return {
      failure: isUnreached ? unreached : lost,
      error: () => {
        const { reason, code } = redactorFor(call)(describeConnection(error));
        return new ConnectionError(reason, factsOf(call), code);
      },
    };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
