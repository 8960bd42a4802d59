/**
 * The only file that knows how openapi-fetch asks for a request: it builds what is given to it as `Request`, and calls what
 * is given to it as `fetch` with that. Whatever replaces openapi-fetch replaces this file.
 */
import { startCall, type Call, type RunOptions, type Settings } from "./call.ts";
import { SwitchboardError, type ApiError } from "./errors.ts";
import { checkHeaders } from "./headers.ts";
import { requestIdOf, retryingFetch } from "./retry.ts";
import { repeatable, SlimRequest } from "./slim-request.ts";
import { apiError, unreadable, unwrap, type FetchResult } from "./unwrap.ts";

/** What the facade passes to a method of the raw client, beside its parameters and body. */
export interface CallInit {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly headers?: Readonly<Record<string, string>>;
  /** A real one, when a middleware gets to see it: openapi-fetch would build the transport's. */
  readonly Request?: typeof Request;
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

export interface ClientCore {
  readonly transport: Transport;
  /** Makes of the raw client, built on the transport, the one that people get: it throws errors of this package only. */
  readonly handOut: <Client extends object>(client: Client) => Client;
  readonly run: Caller;
  /** The errors of an operation for which no request is needed: what failed is known already. */
  readonly failure: (operationId: string) => Fail;
}

/** Makes the transport of a raw client, and the caller of the facade above it. */
export function createTransport(settings: Settings): ClientCore {
  const fetchWithRetries = retryingFetch(settings);
  const fetchFor =
    (call: Call) =>
    (request: Request | SlimRequest): Promise<Response> =>
      request instanceof SlimRequest
        ? fetchWithRetries(request, call)
        : repeatable(request).then((repeated) => fetchWithRetries(repeated, call));
  // A call of the raw client's own has no name, and no options but its signal.
  const startRawCall = ({ method, signal, url }: Request): Call => {
    const options = (signal as AbortSignal | undefined) === undefined ? {} : { signal };
    return startCall(`${method} ${pathOf(url)}`, settings, options);
  };
  const transport: Transport = {
    Request: SlimRequest as unknown as typeof Request,
    fetch: (request) => fetchFor(startRawCall(request))(request),
  };

  let hasMiddleware = false;
  const asked = (call: Call, { headers }: RunOptions): CallInit => {
    const fetch = fetchFor(call);
    if (headers === undefined && !hasMiddleware) return { fetch };
    return { fetch, ...(headers && { headers }), ...(hasMiddleware && { Request }) };
  };

  const run: Caller = async (operationId, options, send, read) => {
    if (options.headers !== undefined) checkHeaders(options.headers);
    const call = startCall(operationId, settings, options);
    try {
      const data = unwrap(await send(asked(call, options)), call, settings);
      return read === undefined ? (data as never) : read(data, failing(call, settings));
    } catch (error) {
      throw typed(error, call, settings);
    }
  };

  const handOut = <Client extends object>(client: Client): Client => {
    const { use, ...methods } = client as unknown as RawMethods;
    const guarded = Object.entries(methods).map(([name, method]) => [
      name,
      /^[A-Z]+$/.test(name) ? guard(method) : method,
    ]);
    const noting: RawMethod = (...middleware) => {
      hasMiddleware = true;
      return use?.(...middleware);
    };
    return { ...Object.fromEntries(guarded), use: noting } as Client;
  };
  /** Gives a method of the raw client the errors of the facade, and its middleware a request that it can work with. */
  const guard =
    (method: RawMethod): RawMethod =>
    async (path, given) => {
      const init = given as RawInit | undefined;
      let call: Call | undefined;
      const fetch: CallInit["fetch"] = (request) => {
        call = startRawCall(request);
        return fetchFor(call)(request);
      };
      const isWatched = hasMiddleware || (init?.middleware ?? []).length > 0;
      try {
        return await method(path, { fetch, ...(isWatched && { Request }), ...init });
      } catch (error) {
        throw typed(error, call, settings);
      }
    };

  return { transport, handOut, run, failure: (operationId) => failing(startCall(operationId, settings, {}), settings) };
}

type RawMethod = (...parameters: unknown[]) => unknown;
type RawMethods = Readonly<Record<string, RawMethod>>;
type RawInit = { readonly middleware?: readonly unknown[] };

/** What JavaScript throws for a text that is no JSON, or no address, in the words of this package. */
function typed(error: unknown, call: Call | undefined, settings: Settings): unknown {
  if (error instanceof SyntaxError && call?.answer !== undefined) {
    // Its message would quote from the text.
    return unreadable("the answer is not valid JSON", call.answer.text, call, settings);
  }
  if (!(error instanceof URIError)) return error;
  return new SwitchboardError("A parameter holds half of a character (a lone surrogate), which no address can carry");
}

const pathOf = (url: string): string => /^\w+:\/\/[^/]*([^?]*)/.exec(url)?.[1] ?? url;

const failing = (call: Call, settings: Settings): Fail => ({
  unreadable: (reason, body) => {
    call.maybeSent ||= call.repeatability !== "idempotent";
    return unreadable(reason, body, call, settings);
  },
  delivery: (reason, code, body) => {
    const response = call.answer?.response;
    const { status = 0 } = response ?? {};
    const rest = { requestId: requestIdOf(response), retryable: false, retryAfter: undefined };
    return apiError(reason, call, settings, { status, kind: "delivery", code, body, ...rest });
  },
});
