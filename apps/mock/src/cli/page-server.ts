import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

import { hostForUrl } from "../http/host-name.ts";
import { listen } from "../http/http-server.ts";
import { parseUrl } from "../model/parse-url.ts";

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface PageOptions {
  /** What was built: `index.html`, and what belongs to it. */
  readonly directory: string;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /**
   * What the page gets as `mock.json`.
   *
   * @param hostName of the request for the page itself
   */
  readonly settings: (hostName: string) => object;
}

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};

/**
 * Serves a page that was built, on a port of its own: a page on the port of an API would hide paths of that API.
 *
 * @throws Error when there is no page in the directory, or the port is taken
 */
export async function servePageDirectory({ directory, host, port, settings }: PageOptions): Promise<PageServer> {
  let files = await filesIn(directory);
  const find = async (pathname: string): Promise<string | undefined> => {
    // A new build has files with other names.
    if (!files.has(pathname)) files = await filesIn(directory).catch(() => files);
    return files.get(pathname);
  };
  const server = createServer((request, response) => {
    const [pathname = "/"] = (request.url ?? "/").split("?");
    if (pathname === "/mock.json" && (request.method === "GET" || request.method === "HEAD")) {
      const address = `http://${request.headers.host ?? ""}`;
      sendText(response, 200, JSON.stringify(settings(parseUrl(address)?.hostname ?? hostForUrl(host))), ".json");
      return;
    }
    void find(pathname === "/" ? "/index.html" : pathname).then((file) => sendFile(file, request, response));
  });
  await listen(server, host, port);
  return {
    url: `http://${hostForUrl(host)}:${(server.address() as AddressInfo).port}/`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The files of the page by their path. Whatever is not among them is not served, wherever a path may lead. */
async function filesIn(directory: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [`/${path.relative(directory, file).split(path.sep).join("/")}`, file] as const;
    });
  const found = new Map(files);
  if (!found.has("/index.html")) {
    throw new Error(`${directory} has no index.html; build the page with "pnpm console:build", or leave out --console`);
  }
  return found;
}

function sendFile(file: string | undefined, { method }: IncomingMessage, response: ServerResponse): void {
  if (method !== "GET" && method !== "HEAD") {
    response.setHeader("allow", "GET, HEAD");
    sendText(response, 405, "The page can only be read", ".txt");
    return;
  }
  if (file === undefined) {
    sendText(response, 404, "The page has no such file", ".txt");
    return;
  }
  response.writeHead(200, headersFor(path.extname(file)));
  if (method === "HEAD") {
    response.end();
    return;
  }
  // A file that is built anew while it is read ends the connection, and the browser requests it again.
  createReadStream(file)
    .on("error", () => response.destroy())
    .pipe(response);
}

function sendText(response: ServerResponse, status: number, text: string, extension: string): void {
  response.writeHead(status, headersFor(extension));
  response.end(text);
}

const headersFor = (extension: string): Record<string, string> => ({
  "content-type": types[extension] ?? "application/octet-stream",
  // The page may be built anew at any time.
  "cache-control": "no-cache",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  // No page of another origin shows this one in a frame, where clicks could be led astray.
  "content-security-policy": "frame-ancestors 'self'",
});
