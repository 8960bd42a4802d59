import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A delivery as it arrived. */
export interface Received {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly event: any;
}

export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: Received[];
  /** What it responds from here on: a status, or undefined for nothing at all. */
  respondWith(status: number | undefined, headers?: Readonly<Record<string, string>>): void;
}

/** Somebody's receiver on this machine, which takes everything. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let status: number | undefined = 200;
  let responseHeaders: Readonly<Record<string, string>> = {};
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      received.push({ headers: request.headers, body, event: JSON.parse(body) });
      if (status !== undefined) response.writeHead(status, responseHeaders).end(`responded ${status}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    respondWith(next, headers = {}) {
      status = next;
      responseHeaders = headers;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Whether a delivery is signed with a secret, by what the vendor's guide says and not by the mock's code. */
export function isSigned({ body, headers }: Received, secret: string): boolean {
  const [, seconds, digits] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers["x-blooio-signature"])) ?? [];
  return createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex") === digits;
}

/** How many seconds a delivery's timestamp lies back. */
export const ageOf = ({ headers }: Received): number =>
  Date.now() / 1_000 - Number(/^t=(\d+)/.exec(String(headers["x-blooio-signature"]))?.[1]);
