import type { RepeatableRequest } from "./retry.ts";

/**
 * What openapi-fetch builds in place of a `Request`: a real one costs as much as the rest of the call, and could be sent
 * only once. No middleware gets to see it.
 */
export class SlimRequest implements RepeatableRequest {
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
}

/** A real request, which a middleware saw or made, in the form in which it can be sent any number of times. */
export async function repeatable(request: Request): Promise<RepeatableRequest> {
  const { url, method, headers } = request;
  const body = await request.text();
  return { url, method, headers, body: body === "" ? undefined : body };
}
