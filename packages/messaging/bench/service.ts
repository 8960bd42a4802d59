/**
 * A service in a process of its own, so that only the client's work counts: it prints its port, and ends with its parent.
 * Arguments: milliseconds of latency, and how many conversations there are.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { acceptedMessage, conversationPage } from "./responses.ts";

const [latency = 0, total = 1_000] = process.argv.slice(2).map(Number);
const pages = new Map<string, string>();

const server = createServer((request, response) => {
  request.resume().on("end", () => {
    const url = request.url ?? "/";
    const body = request.method === "POST" ? acceptedMessage : pageOf(url);
    const respond = (): void => {
      response.writeHead(request.method === "POST" ? 201 : 200, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
      });
      response.end(body);
    };
    if (latency === 0) respond();
    else setTimeout(respond, latency);
  });
});

/** Pages are made once: the first walk pays for it, and no compared client does. */
function pageOf(url: string): string {
  const known = pages.get(url);
  if (known !== undefined) return known;
  const query = new URL(url, "http://localhost").searchParams;
  const page = conversationPage(Number(query.get("cursor") ?? 0), Number(query.get("limit") ?? 50), total);
  pages.set(url, page);
  return page;
}

server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.stdin.resume().on("end", () => process.exit());
