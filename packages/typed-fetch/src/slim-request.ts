import { isTaken } from "./platform.ts";

/** What a client hands to `fetch`, or whatever stands in its place. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * What openapi-fetch builds in place of a `Request`: the values themselves. A real one would cost as much as the rest of a call,
 * could be sent only once, and would be built again by `fetch`.
 */
export class SlimRequest {
  readonly url: string;
  readonly init: RequestInit;

  constructor(url: string, init: RequestInit) {
    this.url = url;
    this.init = init;
  }
}

/** Hands a request to `fetch`: a slim one, or a real one, which middleware may have replaced. */
export const sendRequest = (request: SlimRequest | Request, fetch: Fetch): Promise<Response> =>
  request instanceof SlimRequest ? fetch(request.url, request.init) : sendReal(request, fetch);

async function sendReal(request: Request, fetch: Fetch): Promise<Response> {
  const { headers, method, redirect, signal, url } = request;
  // Read whole, so that it can be sent more than once.
  const body = /^(GET|HEAD)$/.test(method) ? null : await request.arrayBuffer();
  return fetch(url, {
    method,
    headers,
    redirect,
    body: body !== null && body.byteLength > 0 ? body : null,
    // Where jsdom has replaced the global `AbortController`, `fetch` does not take the signals of its own requests.
    ...(isTaken({ signal }) && { signal }),
  });
}
