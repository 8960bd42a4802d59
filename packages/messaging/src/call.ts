import { describeConnection, wasUnreached } from "./connection-failure.ts";
import { describeAnswer, kindOf } from "./describe-answer.ts";
import { ApiError, ConnectionError, TimeoutError, type ApiErrorDetails, type CallFacts } from "./errors.ts";
import { notify } from "./hooks.ts";
import { redactorOf, secretsIn } from "./redact.ts";
import { requestOf, type RequestInput } from "./request.ts";
import {
  delayAfter,
  lost,
  mayHaveActed,
  mayRepeat,
  retryAfterOf,
  unreached,
  type Failure,
  type Repeatability,
} from "./retry.ts";
import { limitsOf, type RunOptions, type Settings } from "./settings.ts";
import { outOfTime, sleep, withinLimits } from "./within-limits.ts";

/** What a raw method gives. */
export interface RawResult<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** Turns a success into the error of its call: what was accepted and failed, or is not what it should be. */
export interface Fail {
  /** The service says that the delivery failed. */
  readonly delivery: <Body>(reason: string, code: string | number | undefined, body: Body) => ApiError<Body>;
  /** The answer lacks what it must have; what was asked for is likely to have been done. */
  readonly unreadable: (reason: string, body: unknown) => ApiError;
}

/** One logical call, from the method of the facade to its last request. */
export interface Call extends Fail {
  /**
   * Sends the request of an operation, and sends it again where {@link mayRepeat} allows, until the call's retries or its
   * deadline run out.
   *
   * @throws ConnectionError, TimeoutError, or the reason of the call's signal; ApiError for a success that is no JSON
   */
  readonly send: (method: string, path: string, input: RequestInput) => Promise<RawResult<unknown>>;
  /**
   * The data of the answer to {@link send}.
   *
   * @throws ApiError for an error status, also with an empty body, and for a success whose body is no JSON object
   */
  readonly unwrap: () => object;
}

/** An answer with its whole body. */
interface Answer {
  readonly response: Response;
  /** The text as JSON; undefined, which no JSON gives, when it is none. */
  readonly data: unknown;
  /** The text as JSON, or as it is. */
  readonly body: unknown;
}

const notJson = "the answer is not a JSON object";

/** @throws SwitchboardError when a limit is not a number of milliseconds */
export function startCall(settings: Settings, operationId: string, options: RunOptions): Call {
  const { apiKey, base, fetch: ownFetch, hooks, profile } = settings;
  const { api, keyedPaths } = profile;
  const {
    headers: further,
    idempotencyKey: ownKey,
    isDryRun = false,
    readError = profile.readError,
    signal: caller,
  } = options;
  const { deadline, retries, timeout } = limitsOf(options, settings.limits);
  let { redact } = settings;
  let attempts = 0;
  let maybeSent = false;
  let repeatability: Repeatability = "unsafe";
  let idempotencyKey: string | undefined;
  /** That of the last attempt, where there was one; and else what it failed with, made when it is known what else happened. */
  let answer: Answer | undefined;
  let failed: () => Error;

  const facts = (): CallFacts => ({ api, operationId, attempts, maybeSent, idempotencyKey });

  /** The vendor's name for a request, where a header gives one. */
  const requestId = (): string | undefined => answer?.response.headers.get("x-request-id") ?? undefined;

  /** The service may quote the key anywhere: here it is taken out. */
  const apiError = <Body>(
    reason: string,
    details: Partial<ApiErrorDetails<Body>> & Pick<ApiErrorDetails<Body>, "body" | "kind">,
  ): ApiError<Body> => {
    const status = answer?.response.status ?? 0;
    const usual = { status, code: undefined, requestId: requestId(), retryable: false, retryAfter: undefined };
    return new ApiError(redact(reason), facts(), redact({ ...usual, ...details }));
  };

  /** Whether the caller may repeat the call: under a new idempotency key, the service would not know the repetition. */
  const isRetryable = (failure: Failure, isPermanent?: boolean): boolean =>
    mayRepeat(failure, repeatability, isPermanent) &&
    !(maybeSent && idempotencyKey !== undefined && ownKey === undefined);

  const unreadable = (reason: string, body: unknown, wasDone: boolean = !isDryRun): ApiError => {
    maybeSent ||= wasDone && repeatability !== "idempotent";
    return apiError(reason, { kind: "server", retryable: isRetryable(lost), body });
  };

  /** @throws the reason of the caller's signal; whatever else goes wrong is a failure */
  const attempt = async (url: string, init: RequestInit, left: number): Promise<Failure | undefined> => {
    let isAnswered = false;
    answer = undefined;
    try {
      answer = await withinLimits(Math.min(left, timeout), caller, async (signal) => {
        // Looked up now, so that a test which replaces the global is heard.
        const response = await (ownFetch ?? fetch)(url, { ...init, signal });
        // Whatever fails from here on, the service was reached.
        isAnswered = true;
        const text = await response.text();
        const data = parseJson(text);
        return { response, data, body: data === undefined ? text : data };
      });
      if (!answer.response.ok) return answer.response.status;
      // A cut-off result of a keyed send: asking again gives the result of the first, whole.
      return repeatability === "keyed" && answer.data === undefined ? lost : undefined;
    } catch (error) {
      if (caller?.aborted === true) throw caller.reason;
      if (error === outOfTime) {
        failed = () =>
          left < timeout
            ? new TimeoutError(facts(), "deadline", deadline)
            : new TimeoutError(facts(), "attempt", timeout);
        return lost;
      }
      failed = () => {
        const { reason, code } = redact(describeConnection(error));
        return new ConnectionError(reason, facts(), code);
      };
      return !isAnswered && wasUnreached(error, url, ownFetch !== undefined) ? unreached : lost;
    }
  };

  const sendWithRetries = async (method: string, url: string, init: RequestInit): Promise<Answer> => {
    const endsAt = performance.now() + deadline;
    for (;;) {
      caller?.throwIfAborted();
      attempts += 1;
      const startedAt = performance.now();
      const begun = () => ({ api, operationId, attempt: attempts, method, url: redact(url) });
      const ended = () => {
        const duration = performance.now() - startedAt;
        return { ...begun(), status: answer?.response.status, duration, requestId: redact(requestId()) };
      };
      let failure: Failure | undefined;
      notify(hooks.onRequest, begun);
      try {
        failure = await attempt(url, init, Math.max(0, endsAt - startedAt));
      } finally {
        // Also after an abort, so that whatever began with onRequest can end.
        notify(hooks.onResponse, ended);
      }
      if (failure !== undefined) {
        maybeSent ||= !isDryRun && mayHaveActed(failure, method);
        const reading = readError(answer?.body);
        const delay = delayAfter(attempts, retryAfterOf(answer?.response, reading));
        if (
          attempts <= retries &&
          performance.now() + delay < endsAt &&
          mayRepeat(failure, repeatability, reading.isPermanent)
        ) {
          notify(hooks.onRetry, () => ({ ...ended(), delay }));
          await sleep(delay, caller);
          continue;
        }
      }
      if (answer !== undefined) return answer;
      throw failed();
    }
  };

  return {
    send: async (method, path, input) => {
      const { headers, url, ...init } = requestOf(method, path, input, base, further);
      const key = headers.get("idempotency-key");
      if (/^(GET|HEAD|PUT|DELETE)$/.test(method)) repeatability = "idempotent";
      else if (key !== null && keyedPaths?.test(path) === true) {
        repeatability = "keyed";
        idempotencyKey = key;
      }
      if ((further ?? input.params?.header) !== undefined) redact = redactorOf([apiKey, ...secretsIn(headers)]);
      const { body, data, response } = await sendWithRetries(method, url, { ...init, headers });
      if (!response.ok) return { error: body, response };
      if (data === undefined && body !== "") throw unreadable(notJson, body);
      return { data, response };
    },
    unwrap: () => {
      const { body, data, response } = answer as Answer;
      if (!response.ok) {
        const { code, isPermanent, message, requestId: named = requestId(), ...reading } = readError(body);
        throw apiError(message ?? describeAnswer(redact(body), response, base.baseUrl), {
          kind: kindOf(response.status),
          code,
          requestId: named,
          retryable: isRetryable(response.status, isPermanent),
          retryAfter: retryAfterOf(response, reading),
          body,
        });
      }
      if (typeof data === "object" && data !== null && !Array.isArray(data)) return data;
      throw unreadable(notJson, data);
    },
    // Whatever a dry run was answered with, if not with what it would do, was done.
    unreadable: (reason, body) => unreadable(reason, body, true),
    delivery: (reason, code, body) => apiError(reason, { kind: "delivery", code, body }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
