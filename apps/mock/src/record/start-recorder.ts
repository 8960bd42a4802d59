import { createBlooioService } from "../blooio/service.ts";
import { createBlotatoService } from "../blotato/service.ts";
import { hostForUrl } from "../http/server/host-name.ts";
import { serveApi, type HttpServer } from "../http/server/http-server.ts";
import { createClock } from "../model/clock.ts";
import type { ApiName, Service } from "../model/service.ts";
import { loadSpec } from "../prism/spec/load.ts";
import { openExchangeFiles, type RecordedExchange } from "./exchange-files.ts";
import { createRecorder } from "./recorder.ts";

export interface RecordOptions {
  readonly host: string;
  readonly blotatoPort: number;
  readonly blooioPort: number;
  /** Where exchanges are kept. */
  readonly directory: string;
  /** In the place of the services that the specs name. */
  readonly upstreams: Readonly<Partial<Record<ApiName, URL>>>;
  readonly report: (exchange: RecordedExchange, file: string | undefined) => void;
}

export interface RecordedApi {
  /** The base URL for a client. */
  readonly url: string;
  /** Where its requests go. */
  readonly upstream: URL;
}

export interface Recorders extends AsyncDisposable {
  readonly blotato: RecordedApi;
  readonly blooio: RecordedApi;
  close(): Promise<void>;
}

/**
 * Starts a validating proxy in front of both real services.
 *
 * @throws SpecError when a spec cannot be served; Error when a port is taken, or the directory cannot be written to
 */
export async function startRecorders(options: RecordOptions): Promise<Recorders> {
  const files = await openExchangeFiles(options.directory);
  const tenant = { clock: createClock(), seed: 1 };
  const servers: HttpServer[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close()));
  };
  const start = async (api: ApiName, service: Service, port: number): Promise<RecordedApi> => {
    const spec = await loadSpec(service.specFile);
    const upstream = options.upstreams[api] ?? new URL(spec.operations[0]?.servers?.[0]?.url ?? "");
    const { report } = options;
    const server = await serveApi(await createRecorder({ service, spec, upstream, files, report }), options.host, port);
    servers.push(server);
    return { url: `http://${hostForUrl(options.host)}:${server.port}${spec.basePath}`, upstream };
  };
  try {
    const blotato = await start("blotato", createBlotatoService(tenant), options.blotatoPort);
    const blooio = await start("blooio", createBlooioService(tenant), options.blooioPort);
    return { blotato, blooio, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}
