import { parseUrl } from "../model/parse-url.ts";
import { request as overHttp, type IncomingMessage } from "node:http";
import { request as overTls } from "node:https";
import { urlToHttpOptions } from "node:url";

import type { ApiRequest } from "../http/api.ts";
import { maximumBodyBytes } from "../http/request/body.ts";

/** The response of the real service, byte for byte. */
export interface UpstreamResponse {
  readonly status: number;
  /** Names in lower case, each with its lines. */
  readonly headers: Readonly<Record<string, string[]>>;
  readonly bytes: Uint8Array;
}

/** A request that is not sent on, and why. */
export class UnsendableError extends Error {
  override readonly name = "UnsendableError";
}

/** Headers that belong to one connection, or are computed for each. */
const hopByHop: readonly string[] = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/** Longer than either service takes, even for media. */
const longestWait = 120_000;

/** Larger than any response of either service, whose lists have 250 items at most. */
const largestResponse = 64 * 1024 * 1024;

/**
 * Forwards a request unchanged, and returns the response unchanged. A redirect is not followed, so that the key stays.
 *
 * @param timeLimit how many milliseconds the whole response may take
 * @throws UnsendableError when nothing was sent; Error when it was, and no complete response came
 */
export async function forward(
  { method, target, headers, body }: ApiRequest,
  upstream: URL,
  timeLimit: number = longestWait,
): Promise<UpstreamResponse> {
  const path = pathOn(upstream, target);
  if (body.length > maximumBodyBytes)
    throw new UnsendableError(`the body is too large: at most ${maximumBodyBytes} bytes are read and sent on`);
  const signal = AbortSignal.timeout(timeLimit);
  const because = (what: string) => (error: unknown) => {
    const reason = signal.aborted ? `nothing more came within ${timeLimit} ms` : reasonOf(error);
    throw new Error(`${what} ${upstream.origin}: ${reason}`, { cause: error });
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = (upstream.protocol === "https:" ? overTls : overHttp)({
      // Without the name and password that an address may have.
      ...urlToHttpOptions(new URL(upstream.origin)),
      path,
      method,
      headers: {
        ...without(headers, ["host", "expect", "content-length", "accept-encoding"]),
        "accept-encoding": "identity",
        ...(body.length > 0 && { "content-length": body.length }),
      },
      // A connection that was kept may be closed by the time that a message is sent over it.
      agent: false,
      signal,
    });
    request.once("response", resolve).on("error", reject);
    // Without this listener Node closes such a connection in silence.
    request.once("upgrade", ({ statusCode }, socket) => {
      socket.destroy();
      reject(new Error(`it switched protocols with status ${statusCode ?? 0}, for which the request has no use`));
    });
    request.end(body);
  }).catch(because("no response came from the real service at"));
  const { statusCode: status = 0 } = response;
  if (status < 200 || status > 599) {
    response.destroy();
    throw new Error(`the status of the real service at ${upstream.origin} is ${status}, which cannot be passed on`);
  }
  const bytes = await bounded(response).catch(
    because("the connection broke within the response of the real service at"),
  );
  const lines = Object.fromEntries(
    Object.entries(response.headersDistinct).map(([name, values]) => [name, values ?? []]),
  );
  return { status, headers: without(lines, []), bytes };
}

/** @throws Error when the body is larger than any of either service, before it fills the memory */
async function bounded(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > largestResponse) throw new Error(`the body is larger than ${largestResponse} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The target, where it is a path on the real service. It is sent unchanged to this host alone; read as a URL on the way, it must not
 * lead to another host, which would get the key.
 *
 * @throws UnsendableError when it is none
 */
function pathOn(upstream: URL, target: string): string {
  const isPath = /^\/(?![/\\])/.test(target);
  if (!isPath || parseUrl(`${upstream.origin}${target}`)?.origin !== upstream.origin)
    throw new UnsendableError(
      "the request target is not a path on the real service; expected one that begins with a single /",
    );
  return target;
}

/** Headers without those of the connection, which may name further ones. */
function without<Value extends string | readonly string[]>(
  headers: Readonly<Record<string, Value>>,
  names: readonly string[],
): Record<string, Value> {
  const ofConnection = [headers["connection"] ?? []].flat().flatMap((line) => line.toLowerCase().split(/\s*,\s*/));
  const left = new Set([...hopByHop, ...ofConnection, ...names]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !left.has(name)));
}

/** Several attempts to connect fail with an error that has no message of its own. */
const reasonOf = (error: unknown): string => {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || code || String(error);
};
