/** A service in memory that responds by script, and the ways in which a network fails. */

/** A request as a service gets it. */
export interface SentRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly text: string;
  readonly init: RequestInit;
}

export type Responder = (request: SentRequest) => Response | Promise<Response>;

export interface ScriptedService {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly requests: SentRequest[];
}

/** Responds with each in order, and with the last one from then on. */
export function serviceOf(...responders: Responder[]): ScriptedService {
  const requests: SentRequest[] = [];
  const fetch = async (address: string, init: RequestInit): Promise<Response> => {
    const text = typeof init.body === "string" ? init.body : "";
    const request = {
      url: new URL(address),
      method: init.method ?? "GET",
      headers: new Headers(init.headers),
      text,
      init,
    };
    requests.push(request);
    const responder = responders[Math.min(requests.length, responders.length) - 1];
    if (responder === undefined) throw new Error("this service has no response");
    return responder(request);
  };
  return { fetch, requests };
}

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Responder =>
  () =>
    Response.json(body, { status, headers });

export const text =
  (status: number, body: string, headers: Record<string, string> = {}): Responder =>
  () =>
    new Response(body, { status, headers });

/** Where a connection failed, as Node tells it. */
export interface Place {
  readonly address?: string;
  readonly hostname?: string;
  readonly port?: number;
}

/** What Node's `fetch` throws, with the reason of the system in its cause. */
export function networkError(code: string, syscall?: string, place: Place = {}): TypeError {
  const cause = Object.assign(new Error(`${syscall ?? "socket"} ${code}`), {
    code,
    ...(syscall !== undefined && { syscall }),
    ...place,
  });
  return new TypeError("fetch failed", { cause });
}

export const fails =
  (error: unknown): Responder =>
  async () => {
    throw error;
  };

/** No connection was made, because the service's own name leads nowhere. */
export const unreached: Responder = async ({ url: { hostname } }) => {
  throw networkError("ENOTFOUND", "getaddrinfo", { hostname });
};

/** The connection broke after it stood. */
export const reset: Responder = fails(networkError("ECONNRESET", "read"));

/** Never responds; ends when it is aborted, as `fetch` does. */
export const silence: Responder = ({ init }) =>
  new Promise((_, reject) => {
    const { signal } = init;
    if (signal?.aborted === true) reject(signal.reason as Error);
    signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });

/** Sends its headers and the beginning of a body, and then nothing. It does not listen to its signal. */
export const stalledBody =
  (status: number, beginning = '{"items":['): Responder =>
  () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(beginning)),
    });
    return new Response(body, { status, headers: { "content-type": "application/json" } });
  };

/** Sends the beginning of a body, and then the connection breaks. */
export const brokenBody =
  (status: number, beginning = '{"id":"'): Responder =>
  () => {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new TypeError("terminated")),
      start: (controller) => controller.enqueue(new TextEncoder().encode(beginning)),
    });
    return new Response(body, { status, headers: { "content-type": "application/json" } });
  };
