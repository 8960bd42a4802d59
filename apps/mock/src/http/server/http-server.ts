import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

import { reasonOf } from "../../model/error-reason.ts";
import type { RequestHandler } from "../api.ts";
import { followBrowsers, type BrowserConnections } from "./browser-connections.ts";
import { createServer, loadHttps, maxHeaderSize, STATUS_CODES } from "./node-http.ts";
import { maximumBodyBytes } from "../request/body.ts";
import { headersFor } from "../response.ts";
import { sendResponse, writeResponse } from "./send-response.ts";
import type { ServerCertificate } from "./server-certificate.ts";

export interface HttpServer {
  readonly port: number;
  /** Ends the connections of browsers on which no request is under way. */
  closeIdle: () => void;
  close(): Promise<void>;
}

/**
 * Serves one API over HTTP until it is closed.
 *
 * @param port 0 for any free port
 * @param https with it, over HTTPS alone
 * @param breaksConnections whether a connection may break before its response
 * @throws Error when the port is taken or not allowed, or the certificate cannot be used
 */
export async function serveApi(
  api: RequestHandler,
  host: string,
  port: number,
  https?: ServerCertificate,
  breaksConnections: () => boolean = () => false,
): Promise<HttpServer> {
  const browsers = followBrowsers(breaksConnections);
  const server = createServerFor(https, (request, response) => {
    browsers.begin(request);
    respond(api, request, response, browsers).catch((error: unknown) => {
      // No response can be made: ends the connection rather than the process.
      console.error(`switchboard-mock: no response to ${request.method} ${request.url}:`, error);
      request.socket.destroy();
    });
  });
  // Without these listeners Node responds by itself, with no body at all.
  server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) => {
    const expected = JSON.stringify(request.headers.expect);
    const rejection = api.reject(
      `header Expect: the only expectation that can be met is 100-continue, not ${expected}`,
    );
    writeResponse(request, response, { ...rejection, status: 417 });
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => rejectUnreadable(api, error, socket));
  await listen(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    closeIdle: browsers.closeIdle,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function createServerFor(https: ServerCertificate | undefined, listener: RequestListener): Server {
  if (https === undefined) return createServer({ requireHostHeader: false }, listener);
  try {
    return loadHttps().createServer({ cert: https.cert, key: https.key, requireHostHeader: false }, listener);
  } catch (error) {
    throw new Error(
      `The certificate and its key cannot be used: ${reasonOf(error)}; expected both in PEM, the key without a password`,
      { cause: error },
    );
  }
}

async function respond(
  handler: RequestHandler,
  request: IncomingMessage,
  response: ServerResponse,
  browsers: BrowserConnections,
): Promise<void> {
  const body = await readAll(request);
  // The client went away in the middle of its body.
  if (body === undefined) return;
  const { method = "GET", url = "/", headers, socket } = request;
  // Node by itself gives an empty response.
  if (headers.host === undefined && request.httpVersion === "1.1") {
    await sendResponse(request, response, handler.reject("the header Host is missing, which HTTP/1.1 wants"));
    return;
  }
  if (method === "OPTIONS" && headers["access-control-request-method"] !== undefined) {
    browsers.respond(request, response);
    respondToPreflight(request, response);
    return;
  }
  const { remoteAddress } = socket;
  const { bytes, size } = body;
  const sent = await handler.handle({
    method,
    target: originForm(url),
    headers: singleHeaders(request),
    body: bytes,
    size,
    remoteAddress,
  });
  browsers.respond(request, response);
  await sendResponse(request, response, sent);
}

/** Allows pages of any origin: the mock holds nothing that a browser would have to protect. */
function respondToPreflight({ headers }: IncomingMessage, response: ServerResponse): void {
  response.writeHead(204, {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
    "access-control-allow-headers": headers["access-control-request-headers"] ?? "*",
    "access-control-max-age": "600",
  });
  response.end();
}

/** Replies bytes that Node could not read as a request, and ends their connection. */
function rejectUnreadable(api: RequestHandler, error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const reasons: Record<string, readonly [status: number, reason: string]> = {
    HPE_HEADER_OVERFLOW: [431, `the headers are too large: at most ${maxHeaderSize} bytes are read`],
    HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, "the chunk extensions of the body are too large"],
    ERR_HTTP_REQUEST_TIMEOUT: [408, "the request did not arrive in time"],
  };
  const [status, reason] = reasons[error.code ?? ""] ?? [400, `the request is not valid HTTP: ${error.message}`];
  const text = JSON.stringify(api.reject(reason).body);
  const headers = Object.entries({ ...headersFor(Buffer.byteLength(text)), connection: "close" });
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  socket.end(`${lines.join("\r\n")}\r\n\r\n${text}`, () => socket.destroy());
}

/** The path and query of a request target, which a client of a proxy sends as a whole URL. */
function originForm(target: string): string {
  const rest = target.replace(/^https?:\/\/[^/?]*/i, "");
  return rest === target || rest.startsWith("/") ? rest : `/${rest}`;
}

/** A body as far as it is kept, and how many bytes it has. */
interface Received {
  readonly bytes: Uint8Array;
  readonly size: number;
}

const nothing: Received = { bytes: new Uint8Array(), size: 0 };

/** The body; undefined when the client goes away before its end. */
function readAll(request: IncomingMessage): Promise<Received | undefined> | Received {
  const { headers } = request;
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) return nothing;
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    request.on("data", (chunk: Uint8Array) => {
      // Read to the end, so that the client gets its response, but keep only what shows that the body is too large: the chunk
      // that crosses the limit is the last one.
      if (size <= maximumBodyBytes) chunks.push(chunk);
      size += chunk.length;
    });
    request.once("end", () =>
      resolve({ bytes: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks), size }),
    );
    request.on("error", () => resolve(undefined));
    // After the end of the body this changes nothing.
    request.once("close", () => resolve(undefined));
  });
}

/** Node joins repeated headers, but gives a list for `set-cookie`, which no request has. */
function singleHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === "string") headers[name] = value;
  }
  return headers;
}

/** @throws Error when the port is taken or not allowed */
export function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const place = `${host}:${port}`;
      const reasons: Record<string, string> = {
        EADDRINUSE: `${place} is in use; stop what listens there, or choose another port`,
        EACCES: `${place} needs rights that this process does not have; choose a port above 1023`,
      };
      reject(new Error(reasons[error.code ?? ""] ?? `cannot listen on ${place}: ${error.message}`));
    });
    server.listen(port, host, resolve);
  });
}
