import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

import { onTestFinished } from "vitest";

import type { ReadLimits } from "../../src/read/read-text.ts";

/** Limits with which no test waits, and none ends too early on a machine that others use as well. */
export const tightLimits: ReadLimits = { largestBytes: 100_000, timeoutMs: 300_000, attempts: 3, pauseMs: 1 };

export interface VendorServer {
  readonly origin: string;
  /** The paths that were requested, in order. */
  readonly requested: string[];
}

/** A server on a free port of 127.0.0.1 that is gone after the test. */
export async function serve(listener: RequestListener): Promise<VendorServer> {
  const requested: string[] = [];
  const server = createServer((request, response) => {
    requested.push(request.url ?? "");
    listener(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requested };
}

/** Serves texts by their path, and 404 for any other. */
export const servePages = (pages: (origin: string) => Readonly<Record<string, string>>): Promise<VendorServer> =>
  serve((request, response) => {
    const text = pages(`http://${request.headers.host}`)[request.url ?? ""];
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
