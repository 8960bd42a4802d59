import { createApi } from "./api.ts";
import { createBlooioService } from "./blooio/service.ts";
import { createBlotatoService } from "./blotato/service.ts";
import { createClock, type Clock } from "./clock.ts";
import { serveApi } from "./http-server.ts";
import type { Service } from "./service.ts";

export interface MockOptions {
  /** The address to listen on. Default: `127.0.0.1`. */
  readonly host?: string;
  /** Default: any free port. */
  readonly blotatoPort?: number;
  /** Default: any free port. */
  readonly blooioPort?: number;
  /** The same seed gives the same data and ids. Default: 1. */
  readonly seed?: number;
  /** When the mock's clock starts. Default: 2026-06-01T12:00:00Z, so that the same seed also gives the same times. */
  readonly startTime?: Date;
}

export interface MockedApi {
  /** The base URL for a client, with the path of the real service: `http://127.0.0.1:4011/v4`. */
  readonly url: string;
  /** The answers of the mock that broke the spec; each is a bug of the mock. */
  readonly violations: readonly string[];
}

export interface Mock extends AsyncDisposable {
  readonly blotato: MockedApi;
  readonly blooio: MockedApi;
  readonly clock: Clock;
  /** Ends both servers and every open connection. */
  close(): Promise<void>;
}

const defaultStart = Date.UTC(2026, 5, 1, 12);

/**
 * Starts the mock of both services in this process, each on a port of its own. Any non-empty key is accepted, and each key
 * has a world of its own.
 *
 * @throws SpecError when a spec cannot be served
 * @throws Error when a port is taken
 * @example
 * const mock = await startMock();
 * const response = await fetch(`${mock.blotato.url}/v2/conversations`, { headers: { "blotato-api-key": "test" } });
 * console.log(response.status);
 * await mock.close();
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { host = "127.0.0.1", blotatoPort = 0, blooioPort = 0, seed = 1, startTime } = options;
  const clock = createClock(startTime?.getTime() ?? defaultStart);
  const blotato = await serve(createBlotatoService({ clock, seed }), host, blotatoPort);
  const blooio = await serve(createBlooioService({ clock, seed }), host, blooioPort).catch(async (error: unknown) => {
    await blotato.close();
    throw error;
  });
  const close = async (): Promise<void> => {
    await Promise.all([blotato.close(), blooio.close()]);
  };
  return { blotato, blooio, clock, close, [Symbol.asyncDispose]: close };
}

async function serve(service: Service, host: string, port: number): Promise<MockedApi & { close(): Promise<void> }> {
  const api = await createApi(service);
  const server = await serveApi(api, host, port);
  const name = host.includes(":") ? `[${host}]` : host;
  return {
    url: `http://${name}:${server.port}${api.basePath}`,
    violations: api.violations,
    close: () => server.close(),
  };
}
