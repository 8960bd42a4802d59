import { createBlooioClient, type BlooioClient } from "@switchboard/blooio";
import { createBlotatoClient, type BlotatoClient } from "@switchboard/blotato";
import type { ClientOptions } from "@switchboard/messaging";
import { createBlooio, type Blooio } from "@switchboard/messaging/blooio";
import { createBlotato, type Blotato } from "@switchboard/messaging/blotato";
import { startMock, type Mock } from "@switchboard/mock";
import { afterAll, beforeAll, expect, inject } from "vitest";

import { createProxies, type Proxies, type Transport } from "./prism/proxies.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Whether every request takes the way through `prism proxy --errors`. */
    readonly proxied?: boolean;
    /** Who validates in the mock; see `MockOptions`. */
    readonly validate?: "fast" | "prism";
  }
}

/** A request as it left a client. */
export interface SentRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
}

/** Clients of both APIs that share a tenant which nobody else uses. */
export interface Tenant {
  readonly apiKey: string;
  readonly raw: { readonly blooio: BlooioClient; readonly blotato: BlotatoClient };
  readonly facade: { readonly blooio: Blooio; readonly blotato: Blotato };
  /** What was sent so far, by whichever of the clients. */
  readonly sent: readonly SentRequest[];
  /** The operations that the facade named in its hooks, one for each request. */
  readonly operationIds: readonly string[];
}

interface TenantOptions extends Omit<ClientOptions, "apiKey" | "baseUrl" | "fetch" | "hooks"> {
  /** Runs before each request leaves; here a test moves the clock, or takes a header away. */
  readonly before?: (request: SentRequest) => void;
  /** Its requests are not as the spec says: a proxy that checks them rejects them. */
  readonly breaksSpec?: boolean;
}

export interface Tenants {
  /** Its clock is held, so only tests move it. */
  readonly mock: Mock;
  /** Whether a checking proxy stands between the clients and the mock. */
  readonly proxied: boolean;
  open(options?: TenantOptions): Tenant;
}

/**
 * Gives the file that calls this a mock as it is at its start. After its tests, no response of the mock may have broken a spec; nor,
 * in the eyes of the proxy, may anything that passed it.
 */
export function mockedTenants(): Tenants {
  const proxied = inject("proxied") ?? false;
  let running: Running | undefined;
  const given = (): Running => running ?? raise("The mock starts with the first test");
  beforeAll(async () => {
    running = await runningWith(inject("validate") ?? "fast", proxied);
    running.mock.reset();
    running.mock.clock.hold();
  });
  afterAll(() => {
    const { mock, proxies } = given();
    expect(proxies?.complaints ?? []).toEqual([]);
    expect(mock.blotato.violations).toEqual([]);
    expect(mock.blooio.violations).toEqual([]);
  });
  return {
    get mock() {
      return given().mock;
    },
    proxied,
    open: (options = {}) => {
      const { mock, proxies } = given();
      const transport = proxies?.fetchThrough(options.breaksSpec ?? false) ?? fetch;
      return openTenant(mock, transport, `contract-${(opened += 1)}`, options);
    },
  };
}

interface Running {
  readonly mock: Mock;
  readonly proxies: Proxies | undefined;
}

/** Those of this worker, by what they do. Its files run one after the other; what one of them starts ends with the process. */
const started = new Map<string, Promise<Running>>();
let opened = 0;

function runningWith(validate: "fast" | "prism", proxied: boolean): Promise<Running> {
  const start = async (): Promise<Running> => {
    const mock = await startMock({ validate });
    return { mock, proxies: proxied ? createProxies(mock) : undefined };
  };
  const name = `${validate} ${proxied}`;
  const running = started.get(name) ?? start();
  started.set(name, running);
  return running;
}

function openTenant(
  { blotato, blooio }: Mock,
  transport: Transport,
  apiKey: string,
  { before, breaksSpec: _breaksSpec, ...limits }: TenantOptions,
): Tenant {
  const sent: SentRequest[] = [];
  const operationIds: string[] = [];
  const fetchWith = (url: string, init: RequestInit): Promise<Response> => {
    const request: SentRequest = {
      method: init.method ?? "GET",
      url: new URL(url),
      headers: new Headers(init.headers),
    };
    before?.(request);
    sent.push(request);
    return transport(url, { ...init, headers: request.headers });
  };
  const hooks: NonNullable<ClientOptions["hooks"]> = {
    onRequest: ({ operationId }) => operationIds.push(operationId),
  };
  // Without retries, so that an error of the mock comes at once.
  const options = { retries: 0, ...limits, apiKey, hooks, fetch: fetchWith };
  return {
    apiKey,
    raw: {
      blooio: createBlooioClient({ apiKey, baseUrl: blooio.url, fetch: fetchWith }),
      blotato: createBlotatoClient({ apiKey, baseUrl: blotato.url, fetch: fetchWith }),
    },
    facade: {
      blooio: createBlooio({ ...options, baseUrl: blooio.url }),
      blotato: createBlotato({ ...options, baseUrl: blotato.url }),
    },
    sent,
    operationIds,
  };
}

/** For {@link TenantOptions.before}: the key never arrives. */
export function withoutKey({ headers }: SentRequest): void {
  headers.delete("blotato-api-key");
  headers.delete("authorization");
}

/** The value, of which the seed data promise that it is there. */
export function present<Value>(value: Value | null | undefined): Value {
  return value ?? raise("The mock's seed data have nothing of this kind");
}

function raise(message: string): never {
  throw new Error(message);
}
