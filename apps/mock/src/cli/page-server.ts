import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { hostForUrl } from "../http/server/host-name.ts";
import { listen } from "../http/server/http-server.ts";
import { parseUrl } from "../model/parse-url.ts";
import { filesIn, sendFile, sendPage, sendText } from "./page-files.ts";

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
   * Where the APIs are: the page requests it as `mock.json`, and may send requests there.
   *
   * @param hostName of the request for the page itself
   */
  readonly addresses: (hostName: string) => Readonly<Record<string, string>>;
}

/**
 * Serves a page that was built, on a port of its own: a page on the port of an API would hide paths of that API.
 *
 * @throws Error when there is no page in the directory, or the port is taken
 */
export async function servePageDirectory({ addresses, directory, host, port }: PageOptions): Promise<PageServer> {
  let files = await filesIn(directory);
  const find = async (pathname: string): Promise<string | undefined> => {
    // A new build has files with other names.
    if (!files.has(pathname)) files = await filesIn(directory).catch(() => files);
    return files.get(pathname);
  };
  const server = createServer((request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("allow", "GET, HEAD");
      sendText(response, 405, "The page can only be read", ".txt");
      return;
    }
    const [target = "/"] = (request.url ?? "/").split("?");
    const pathname = target === "/" ? "/index.html" : target;
    const hostName = parseUrl(`http://${request.headers.host ?? ""}`)?.hostname ?? hostForUrl(host);
    if (pathname === "/mock.json") {
      sendText(response, 200, JSON.stringify(addresses(hostName)), ".json");
      return;
    }
    void find(pathname).then((file) => {
      if (file === undefined) sendText(response, 404, "The page has no such file", ".txt");
      else if (file.endsWith(".html")) void sendPage(file, addresses(hostName), request, response);
      else void sendFile(file, files.get(`${pathname}.gz`), request, response);
    });
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
