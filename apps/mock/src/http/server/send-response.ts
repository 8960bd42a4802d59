import type { IncomingMessage, ServerResponse } from "node:http";

import { headersFor, type MockResponse } from "../response.ts";

/** Sends a response, late or not at all where its transmission says so. */
export async function sendResponse(
  request: IncomingMessage,
  response: ServerResponse,
  sent: MockResponse,
): Promise<void> {
  const { delay = 0, connection } = sent.transmission ?? {};
  if (delay > 0) await untilLateOrGone(delay, response);
  if (response.destroyed || connection === "hang") return;
  if (connection === "reset before") {
    resetConnection(request.socket);
    return;
  }
  if (sent.stream !== undefined && request.method !== "HEAD") {
    await writeStream(request, response, sent, sent.stream);
    return;
  }
  const { byteDelay } = sent.transmission ?? {};
  if (byteDelay === undefined || request.method === "HEAD") writeResponse(request, response, sent);
  else await writeByteByByte(request, response, sent, byteDelay);
}

async function writeStream(
  request: IncomingMessage,
  response: ServerResponse,
  sent: MockResponse,
  stream: NonNullable<MockResponse["stream"]>,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  response.writeHead(sent.status, {
    ...headersOf(request, sent),
    "content-type": "text/event-stream",
    "cache-control": "no-store",
  });
  for await (const part of stream(gone.signal)) {
    // Waits for a slow reader, for whom nothing is kept.
    await new Promise((resolve) => response.write(part, resolve));
  }
  response.end();
}

async function writeByteByByte(
  request: IncomingMessage,
  response: ServerResponse,
  sent: MockResponse,
  byteDelay: number,
): Promise<void> {
  const { bytes = Buffer.from(sent.text ?? ""), contentType } = sent;
  response.writeHead(sent.status, { ...headersOf(request, sent), ...headersFor(bytes.length, contentType) });
  response.flushHeaders();
  for (const byte of bytes) {
    await untilLateOrGone(byteDelay, response);
    if (response.destroyed) return;
    await new Promise((resolve) => response.write(Uint8Array.of(byte), resolve));
  }
  response.end();
}

function untilLateOrGone(delay: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      response.off("close", end);
      resolve();
    };
    const timer = setTimeout(end, delay);
    response.once("close", end);
  });
}

/** Sends a response at once. */
export function writeResponse(request: IncomingMessage, response: ServerResponse, sent: MockResponse): void {
  const { status, body, bytes, contentType } = sent;
  const headers = headersOf(request, sent);
  const text = sent.text ?? (body === undefined ? undefined : JSON.stringify(body));
  if (text === undefined) {
    response.writeHead(status, headers).end(bytes);
    return;
  }
  const length = Buffer.byteLength(text);
  response.writeHead(status, Object.assign(headers, headersFor(length, contentType)));
  if (sent.transmission?.connection === "reset in body") {
    const half = Buffer.from(text).subarray(0, Math.ceil(Buffer.byteLength(text) / 2));
    response.write(half, () => resetConnection(request.socket));
    return;
  }
  // What has one byte for each character needs no encoding.
  const encoding = length === text.length ? "latin1" : "utf8";
  if (request.method === "HEAD") response.end();
  else response.end(text, encoding);
}

function headersOf(request: IncomingMessage, sent: MockResponse): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = { ...sent.headers };
  if (request.headers.origin !== undefined) {
    headers["access-control-allow-origin"] = "*";
    headers["access-control-expose-headers"] = "*";
  }
  return headers;
}

/** Node resets no connection of TLS: its end in the middle of a response is an error to the client as well. */
function resetConnection(socket: IncomingMessage["socket"]): void {
  if ("encrypted" in socket) socket.destroy();
  else socket.resetAndDestroy();
}
