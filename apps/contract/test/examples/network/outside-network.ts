import { once } from "node:events";
import {
  createServer as createHttpServer,
  request as requestOverHttp,
  type RequestListener,
  type Server,
} from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect, type AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream/promises";

import { selfSigned } from "./certificate.ts";

/** What programs believe to be the network: a proxy on this machine, behind which names of others lead to servers of ours. */
export interface OutsideNetwork {
  /** The address of the proxy. */
  readonly proxy: string;
  /** The certificate of all hosts in it, which no system trusts by itself. */
  readonly certificate: string;
  /** Whom programs wanted to be connected with, such as `api.example.com:443`. */
  readonly connections: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts the proxy and the hosts behind it.
 *
 * @param places what stands where: `{ "api.example.com/v1": "http://127.0.0.1:4010" }`
 */
export async function startOutsideNetwork(places: Readonly<Record<string, string>>): Promise<OutsideNetwork> {
  const hostNames = [...new Set(Object.keys(places).map((place) => place.split("/")[0] ?? ""))];
  const { certificate, key } = selfSigned(hostNames);
  const hosts = createHttpsServer({ cert: certificate, key }, forwarding(places));
  const hostsPort = await listen(hosts);
  const connections: string[] = [];
  const proxy = createHttpServer((_, response) => response.writeHead(501).end());
  proxy.on("connect", ({ url = "" }: { url?: string }, socket: Duplex) => {
    connections.push(url);
    if (!hostNames.some((hostName) => url === `${hostName}:443`)) {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const host = connect(hostsPort, "127.0.0.1");
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    // A program that ends takes its connections with it.
    for (const stage of [pipeline(socket, host), pipeline(host, socket)]) stage.catch(() => undefined);
  });
  const proxyPort = await listen(proxy);
  return {
    proxy: `http://127.0.0.1:${proxyPort}`,
    certificate,
    connections,
    async close() {
      await Promise.all([hosts, proxy].map(end));
    },
  };
}

/** Hands each request to the server that stands in its place. */
const forwarding =
  (places: Readonly<Record<string, string>>): RequestListener =>
  (request, response) => {
    const address = `${request.headers.host}${request.url}`;
    const [place, server] = Object.entries(places).find(([start]) => address.startsWith(`${start}/`)) ?? [];
    if (place === undefined || server === undefined) {
      response.writeHead(404).end();
      return;
    }
    const { method } = request;
    const headers = { ...request.headers, "x-forwarded-proto": "https" };
    const onward = requestOverHttp(`${server}${address.slice(place.length)}`, { method, headers }, (upstream) => {
      response.writeHead(upstream.statusCode ?? 502, upstream.headers);
      upstream.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  };

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function end(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
