import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import type { Api } from "./api.ts";

/** Above what either vendor accepts in a JSON body; media is sent by URL. */
const maximumBodyBytes = 16 * 1024 * 1024;

export interface HttpServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves one API over HTTP until it is closed.
 *
 * @param port 0 for any free port
 * @throws Error when the port is taken or not allowed
 */
export async function serveApi(api: Api, host: string, port: number): Promise<HttpServer> {
  const server = createServer((request, response) => {
    void respond(api, request, response);
  });
  await listen(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function respond(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readAll(request).catch(() => undefined);
  // The client went away in the middle of its body: there is nobody to answer.
  if (body === undefined) return;
  const { method = "GET", url = "/" } = request;
  const answer = await api.handle({ method, target: url, headers: singleHeaders(request), body });
  const text = JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
  });
  response.end(method === "HEAD" ? undefined : text);
}

async function readAll(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    // Read on to the end, so that the client gets its answer, but keep no more than is needed to refuse it.
    if (size <= maximumBodyBytes) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Node joins repeated headers, but gives a list for `set-cookie`, which no request has. */
function singleHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}

function listen(server: Server, host: string, port: number): Promise<void> {
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
