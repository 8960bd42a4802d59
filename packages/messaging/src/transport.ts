/**
 * The only file that knows how openapi-fetch asks for a request: it builds what is given to it as `Request`, and calls what
 * is given to it as `fetch` with that. Whatever replaces openapi-fetch replaces this file.
 */
import { startCall, type Call, type CallOptions, type Settings } from "./call.ts";
import { retryingFetch, type RepeatableRequest } from "./retry.ts";
import { unreadable, unwrap, type FetchResult } from "./unwrap.ts";

/** What the facade passes to a method of the raw client, beside its parameters and body. */
export interface CallInit {
  readonly call: Call;
  readonly headers?: Record<string, string>;
}

/** What a raw client takes in place of the global `fetch` and `Request`. */
export interface Transport {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly Request: typeof Request;
}

/** Runs one logical call over the raw client. */
export type Caller = <Data>(
  operationId: string,
  options: CallOptions,
  send: (init: CallInit) => Promise<FetchResult<Data>>,
) => Promise<Data>;

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
  readonly call: Call | undefined;

  constructor(url: string, init: RequestInit & { headers: Headers; call?: Call }) {
    this.url = url;
    this.method = init.method ?? "GET";
    this.headers = init.headers;
    this.body = init.body ?? undefined;
    this.signal = init.signal ?? undefined;
    this.call = init.call;
  }
}

/** Makes the transport of a raw client, and the caller of the facade above it. */
export function createTransport(settings: Settings): { readonly transport: Transport; readonly run: Caller } {
  const fetchWithRetries = retryingFetch(settings);

  const fetch = async (request: SlimRequest): Promise<Response> => {
    // A call of the raw client's own has no name, and no options but its signal.
    const name = (): string => `${request.method} ${new URL(request.url).pathname}`;
    const call = request.call ?? startCall(name(), settings, request.signal ? { signal: request.signal } : {});
    return fetchWithRetries(request, call);
  };

  const run: Caller = async (operationId, options, send) => {
    const call = startCall(operationId, settings, options);
    const init: CallInit = options.headers === undefined ? { call } : { call, headers: { ...options.headers } };
    try {
      return unwrap(await send(init), call, settings);
    } catch (error) {
      if (!(error instanceof SyntaxError) || call.answer === undefined) throw error;
      throw unreadable(`the answer is not valid JSON: ${error.message}`, call.answer.text, call, settings);
    }
  };
  return { transport: { fetch, Request: SlimRequest } as unknown as Transport, run };
}
