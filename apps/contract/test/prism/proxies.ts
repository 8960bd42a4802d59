import type { Mock } from "@switchboard/mock";

import { startPrismProxy, type PrismCli } from "./prism-cli.ts";

export type Transport = (url: string, init: RequestInit) => Promise<Response>;

/** `prism proxy --errors` in front of both APIs of a mock. */
export interface Proxies {
  /** Sends a request for the mock through the proxy instead. What the proxy finds wrong is noted, unless a rejection is expected. */
  fetchThrough(expectsRejection: boolean): Transport;
  /** What the proxy found wrong, in requests or in responses. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Clients keep the address of the mock, path and all: only the way there is another. Each proxy starts when it is needed. */
export function createProxies({ blotato, blooio }: Mock): Proxies {
  const started = new Map<string, Promise<PrismCli>>();
  const complaints: string[] = [];
  const proxied = async (url: string): Promise<string> => {
    const api = url.startsWith(blotato.url) ? "blotato" : "blooio";
    const upstream = { blotato, blooio }[api].url;
    const proxy = started.get(api) ?? startPrismProxy(api, upstream);
    started.set(api, proxy);
    return (await proxy).url + url.slice(upstream.length);
  };
  return {
    complaints,
    fetchThrough: (expectsRejection) => async (url, init) => {
      const response = await fetch(await proxied(url), init);
      const complaint = await complaintIn(response);
      if (complaint !== undefined && !expectsRejection) {
        complaints.push(`${init.method} ${url} got ${response.status}: ${complaint}`);
      }
      return response;
    },
    async close() {
      await Promise.all([...started.values()].map(async (proxy) => (await proxy).close()));
    },
  };
}

/** Prism tells of what breaks the spec in a header, and responds in its own media type where it lets nothing through. */
async function complaintIn(response: Response): Promise<string | undefined> {
  const violations = response.headers.get("sl-violations");
  return violations ?? (isPrismRejection(response) ? await response.clone().text() : undefined);
}

/** Whether Prism itself gave a response, and not the mock behind it. */
export const isPrismRejection = ({ headers }: Response): boolean =>
  headers.get("content-type")?.startsWith("application/problem+json") ?? false;
