import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { onTestFinished } from "vitest";

import type { RecordedExchange } from "../../src/record/exchange-files.ts";
import { startRecorders, type Recorders, type RecordOptions } from "../../src/record/start-recorder.ts";

export const key = "blt_4f/9a+c2==";

export interface Recording extends Recorders {
  readonly exchanges: readonly RecordedExchange[];
  readonly directory: string;
}

/** Proxies in front of stand-ins for the real services, and what they reported. */
export async function record(upstream: string, report: RecordOptions["report"] = () => undefined): Promise<Recording> {
  const exchanges: RecordedExchange[] = [];
  const directory = await mkdtemp(join(tmpdir(), "switchboard-record-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const recorders = await startRecorders({
    host: "127.0.0.1",
    blotatoPort: 0,
    blooioPort: 0,
    directory,
    upstreams: { blotato: new URL(upstream), blooio: new URL(upstream) },
    report(exchange, file) {
      exchanges.push(exchange);
      report(exchange, file);
    },
  });
  onTestFinished(() => recorders.close());
  return { ...recorders, exchanges, directory };
}

export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export const respondingWith = (status: number, body: unknown, headers: Record<string, string> = {}): Promise<string> =>
  serve((_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  });

export const headers: Readonly<Record<string, string>> = { "blotato-api-key": key, "content-type": "application/json" };
