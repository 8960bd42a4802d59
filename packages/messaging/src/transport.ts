/**
 * The only file that knows how openapi-fetch asks for a request: it builds what is given to it as `Request`, and calls what
 * is given to it as `fetch` with that. Whatever replaces openapi-fetch replaces this file.
 */
import { startCall, type Call, type RunOptions, type Settings } from "./call.ts";
import type { ApiError } from "./errors.ts";
import { requestIdOf, retryingFetch, type RepeatableRequest } from "./retry.ts";
import { apiError, unreadable, unwrap, type FetchResult } from "./unwrap.ts";

/** What the facade passes to a method of the raw client, beside its parameters and body. */
export interface CallInit {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly headers?: Record<string, string>;
}

/** What a raw client takes in place of the global `fetch` and `Request`. */
export interface Transport {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly Request: typeof Request;
}

/** Turns a success into the error of its call: what was accepted and failed, or is not what it should be. */
export interface Fail {
  /** The service says that the delivery failed. */
  readonly delivery: <Body>(reason: string, code: string | number | undefined, body: Body) => ApiError<Body>;
  /** The answer lacks what it must have; what was asked for is likely to have been done. */
  readonly unreadable: (reason: string, body: unknown) => ApiError;
}

/** Runs one logical call over the raw client, and reads its result; `read` may refuse a success. */
export type Caller = <Data, Result = Data>(
  operationId: string,
  options: RunOptions,
  send: (init: CallInit) => Promise<FetchResult<Data>>,
  read?: (data: Data, fail: Fail) => Result,
) => Promise<Result>;

/**
 * What openapi-fetch builds in place of a `Request`: a real one costs as much as the rest of the call, and could be sent
 * only once.
 */
class SlimRequest implements RepeatableRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: RequestInit["body"];
  readonly signal: AbortSignal | undefined;

  constructor(url: string, init: RequestInit & { headers: Headers }) {
    this.url = url;
    this.method = init.method ?? "GET";
    this.headers = init.headers;
    this.body = init.body ?? undefined;
    this.signal = init.signal ?? undefined;
  }

  /** A middleware of openapi-fetch may give a real request in its place. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof globalThis.Request || Object.getPrototypeOf(value) === SlimRequest.prototype;
  }
}

const isReal = (request: Request | SlimRequest): request is Request => request instanceof globalThis.Request;

async function repeatable(request: Request): Promise<RepeatableRequest> {
  const { url, method, headers } = request;
  const body = await request.text();
  return { url, method, headers, body: body === "" ? undefined : body };
}

export interface ClientCore {
  readonly transport: Transport;
  readonly run: Caller;
  /** The errors of an operation for which no request is needed: what failed is known already. */
  readonly failure: (operationId: string) => Fail;
}

/** Makes the transport of a raw client, and the caller of the facade above it. */
export function createTransport(settings: Settings): ClientCore {
  const fetchWithRetries = retryingFetch(settings);
  const fetchFor =
    (call: Call) =>
    async (request: Request | SlimRequest): Promise<Response> =>
      fetchWithRetries(isReal(request) ? await repeatable(request) : request, call);

  const transport: Transport = {
    Request: SlimRequest as unknown as typeof Request,
    // A call of the raw client's own has no name, and no options but its signal.
    fetch: (request) => {
      const { method, signal, url } = request;
      const options = (signal as AbortSignal | undefined) === undefined ? {} : { signal };
      return fetchFor(startCall(`${method} ${pathOf(url)}`, settings, options))(request);
    },
  };

  const run: Caller = async (operationId, options, send, read) => {
    const call = startCall(operationId, settings, options);
    const init: CallInit = { fetch: fetchFor(call), ...(options.headers && { headers: { ...options.headers } }) };
    try {
      const data = unwrap(await send(init), call, settings);
      return read === undefined ? (data as never) : read(data, failing(call, settings));
    } catch (error) {
      if (!(error instanceof SyntaxError) || call.answer === undefined) throw error;
      // Its message would quote from the text.
      throw unreadable("the answer is not valid JSON", call.answer.text, call, settings);
    }
  };
  return { transport, run, failure: (operationId) => failing(startCall(operationId, settings, {}), settings) };
}

const pathOf = (url: string): string => /^\w+:\/\/[^/]*([^?]*)/.exec(url)?.[1] ?? url;

const failing = (call: Call, settings: Settings): Fail => ({
  unreadable: (reason, body) => unreadable(reason, body, call, settings),
  delivery: (reason, code, body) => {
    const response = call.answer?.response;
    const { status = 0 } = response ?? {};
    const rest = { requestId: requestIdOf(response), retryable: false, retryAfter: undefined };
    return apiError(reason, call, settings, { status, kind: "delivery", code, body, ...rest });
  },
});
