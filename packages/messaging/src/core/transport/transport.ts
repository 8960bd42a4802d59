import { globalFetch, type Fetch } from "@switchboard/typed-fetch";

import { requestIdOf } from "../api-promise.ts";
import { attempt, failureOf, parseJson, type Outcome } from "./attempt.ts";
import type { Call } from "../call.ts";
import { TimeoutError } from "../errors.ts";
import { notify, type RequestEvent, type ResponseEvent } from "../hooks.ts";
import { turnIn } from "./limiter.ts";
import { sleep } from "./limits.ts";
import { delayAfter, mayHaveActed, mayRepeat, repeatabilityOf, retryAfterOf, type Failure } from "./retry.ts";

/**
 * The `fetch` beneath the generated client for one call: it sends a request again where {@link mayRepeat} allows, until the call's
 * retries or its deadline run out. The body of its response was read whole.
 *
 * @param path the template of the operation's path
 * @returns a `fetch` that throws ConnectionError, TimeoutError, or the reason of the call's signal; and SwitchboardError where nothing
 *   can be sent
 */
export const retrying =
  (call: Call, path: string): Fetch =>
  async (url, init) => {
    const { limits, options, settings } = call;
    const method = init.method ?? "GET";
    const endsAt = performance.now() + limits.deadline;
    // openapi-fetch always gives a Headers object.
    noteHeaders(call, init.headers as Headers, method, path);
    for (;;) {
      const fetch = { send: settings.fetch ?? globalFetch(), isOwn: settings.fetch !== undefined };
      options.signal?.throwIfAborted();
      const { limiter } = settings;
      const release = limiter && (await turnIn(limiter, call, `${method} ${path}`, endsAt - performance.now()));
      const startedAt = performance.now();
      const left = endsAt - startedAt;
      // Without time for a response nothing is sent: it might be carried out.
      if (left <= 0) throw new TimeoutError(call.facts(), "deadline", limits.deadline);
      if (limits.timeout === 0) throw new TimeoutError(call.facts(), "attempt", 0);
      call.attempts += 1;
      let outcome: Outcome | undefined;
      notify(settings.hooks, "onRequest", () => startOf(call, method, url));
      try {
        outcome = await attempt(call, fetch, url, init, left);
      } finally {
        // Also after an abort, so that what a hook began in onRequest can end.
        notify(settings.hooks, "onResponse", () => endOf(call, method, url, startedAt, outcome));
        release?.();
      }
      const failure = failureOf(outcome, call.repeatability);
      const delay = failure === undefined ? undefined : delayBeforeNext(call, method, failure, outcome, endsAt);
      if (delay === undefined) return responseOf(call, outcome);
      notify(settings.hooks, "onRetry", () => ({ ...endOf(call, method, url, startedAt, outcome), delay }));
      await sleep(delay, options.signal);
    }
  };

/** Notes what the headers of a request say about its call. */
function noteHeaders(call: Call, headers: Headers, method: string, path: string): void {
  const key = call.settings.profile.keyedPaths.has(path) ? headers.get("idempotency-key") : null;
  call.headers = headers;
  call.repeatability = repeatabilityOf(method, key !== null);
  if (key !== null && call.repeatability === "keyed") call.idempotencyKey = key;
}

/** What hooks are given of a request that is about to be sent. */
const startOf = (call: Call, method: string, url: string): RequestEvent => ({
  api: call.settings.profile.api,
  operationId: call.operationId,
  attempt: call.attempts,
  method,
  url: call.redact(url),
});

/** What hooks are given of a request that has ended. */
function endOf(
  call: Call,
  method: string,
  url: string,
  startedAt: number,
  outcome: Outcome | undefined,
): ResponseEvent {
  const duration = performance.now() - startedAt;
  const response = outcome !== undefined && "response" in outcome ? outcome.response : undefined;
  return {
    ...startOf(call, method, url),
    status: response?.status,
    headers: call.redact(Object.fromEntries(response?.headers ?? [])),
    duration,
    requestId: call.redact(requestIdOf(response)),
  };
}

/**
 * Decides about a failed attempt, and notes whether the service may have acted.
 *
 * @returns the milliseconds to wait before the next attempt; undefined when there is to be none
 */
function delayBeforeNext(
  call: Call,
  method: string,
  failure: Failure,
  outcome: Outcome,
  endsAt: number,
): number | undefined {
  const { attempts, limits, options, repeatability, settings } = call;
  call.maybeSent ||= options.isDryRun !== true && mayHaveActed(failure, method);
  const [response, reading] =
    "response" in outcome ? [outcome.response, settings.profile.readError(parseJson(outcome.text))] : [undefined, {}];
  if (attempts > limits.retries || !mayRepeat(failure, repeatability, reading.isPermanent)) return undefined;
  const delay = delayAfter(attempts, retryAfterOf(response, reading));
  return performance.now() + delay < endsAt ? delay : undefined;
}

/** @throws what an outcome without a response is for the caller */
function responseOf(call: Call, outcome: Outcome): Response {
  if ("failure" in outcome) throw outcome.toError(call);
  const { response, text } = outcome;
  // Its body was read, once: openapi-fetch gets the text of it.
  return Object.assign(response, { text: async () => text });
}
