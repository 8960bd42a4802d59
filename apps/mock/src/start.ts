import { guardAdmin } from "./admin/guard.ts";
import { createAdminService } from "./admin/service.ts";
import { createApi, type RequestHandler } from "./api.ts";
import type { Clock } from "./clock.ts";
import { createControl, type Control } from "./control.ts";
import type { Fault } from "./faults.ts";
import { serveApi, type HttpServer } from "./http-server.ts";
import type { RecordedRequest } from "./journal.ts";
import type { ApiName } from "./service.ts";
import type { WorldSizes } from "./world-options.ts";

export interface MockOptions extends WorldSizes {
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
  /** The keys that are accepted. Default: any that is not empty. */
  readonly keys?: readonly string[];
  /** Whether the documented limits hold: Blotato's requests per route and minute, Blooio's messages without a reply. Default: false. */
  readonly rateLimits?: boolean;
  /** Whether query parameters that an operation does not have are refused; the vendors pass over them. Default: false. */
  readonly strict?: boolean;
  /** A scenario by name, or the path of a YAML file. */
  readonly scenario?: string;
  /** How many requests the journal keeps. Default: 1000. */
  readonly journalSize?: number;
  /** From where `/__mock` can be reached. Default: from this machine alone. */
  readonly admin?: "anywhere" | "loopback";
  /** Told of each request once its answer is ready. */
  readonly onRequest?: (request: RecordedRequest) => void;
}

export interface RequestQuery {
  /** Only what came with this API key. */
  readonly key?: string;
}

/** A fault that was asked for. */
export interface FaultHandle extends Disposable {
  /** How many requests it has struck. */
  readonly struck: number;
  /** Takes the fault back. */
  remove(): void;
}

export interface MockedApi<Inbound> {
  /** The base URL for a client, with the path of the real service: `http://127.0.0.1:4011/v4`. */
  readonly url: string;
  /** The answers of the mock that broke the spec; each is a bug of the mock. */
  readonly violations: readonly string[];
  /** Like {@link Mock.fail}, on this API alone. */
  fail(operationId: string, fault: Fault): FaultHandle;
  /** Like {@link Mock.requests}, of this API alone. */
  requests(operationId?: string, query?: RequestQuery): readonly RecordedRequest[];
  /**
   * A message arrives, as if a person had written it now.
   *
   * @param options the key in whose world it arrives; needed when more than one key has been used
   * @returns the message as the API gives it
   * @throws InboundError when no such message can arrive
   * @example
   * mock.blotato.receive({ conversationId: conversation.id, text: "Are you open today?" });
   */
  receive(message: Inbound, options?: RequestQuery): unknown;
}

export interface Mock extends AsyncDisposable {
  readonly blotato: MockedApi<BlotatoInbound>;
  readonly blooio: MockedApi<BlooioInbound>;
  readonly clock: Clock;
  /**
   * Lets an operation fail, on each API that has it; `"*"` stands for every operation. Faults strike requests that are right,
   * in the order in which they were asked for.
   *
   * @throws FaultError when no API has the operation, or the fault cannot be meant
   * @example
   * mock.fail("sendMessage", { status: 429, retryAfter: 2, times: 1 });
   */
  fail(operationId: string, fault: Fault): FaultHandle;
  /**
   * The requests that the mock had, of one operation or all, oldest first.
   *
   * @example
   * expect(mock.requests("sendMessage")).toMatchObject([{ body: { text: "Hello" }, response: { status: 201 } }]);
   */
  requests(operationId?: string, query?: RequestQuery): readonly RecordedRequest[];
  /** Sets the world of one key back, with its faults and requests; or everything, as it was at the start. */
  reset(key?: string): void;
  /** Ends both servers and every open connection. */
  close(): Promise<void>;
}

type BlotatoInbound = Readonly<Record<string, unknown>>;
type BlooioInbound = Readonly<Record<string, unknown>>;

const defaultStart = Date.UTC(2026, 5, 1, 12);

/**
 * Starts the mock of both services in this process, each on a port of its own. Any non-empty key is accepted, and each key
 * has a world of its own.
 *
 * @throws SpecError when a spec cannot be served
 * @throws ScenarioError when there is no such scenario, or it is not as it should be
 * @throws Error when a port is taken
 * @example
 * const mock = await startMock();
 * const response = await fetch(`${mock.blotato.url}/v2/conversations`, { headers: { "blotato-api-key": "test" } });
 * console.log(response.status);
 * await mock.close();
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  return (await startControlledMock(options)).mock;
}

/** Like {@link startMock}, with what only the command line needs beside. */
export async function startControlledMock(options: MockOptions): Promise<{ mock: Mock; control: Control }> {
  const { host = "127.0.0.1", blotatoPort = 0, blooioPort = 0 } = options;
  const control = await createControl({
    seed: options.seed ?? 1,
    startTime: options.startTime?.getTime() ?? defaultStart,
    sizes: sizesOf(options),
    rateLimits: options.rateLimits ?? false,
    strict: options.strict ?? false,
    keys: options.keys,
    scenario: options.scenario,
    journalSize: options.journalSize ?? 1_000,
    onRequest: options.onRequest,
  });
  const admin = guardAdmin(() => createApi(createAdminService(control)), options.admin ?? "loopback");
  const blotato = await serve("blotato", control, admin, host, blotatoPort);
  const blooio = await serve("blooio", control, admin, host, blooioPort).catch(async (error: unknown) => {
    await blotato.server.close();
    throw error;
  });
  const close = async (): Promise<void> => {
    await Promise.all([blotato.server.close(), blooio.server.close()]);
  };
  const mock: Mock = {
    blotato: blotato.api,
    blooio: blooio.api,
    clock: control.clock,
    fail: (operationId, fault) => handleOf(control, operationId, fault),
    requests: (operationId, query) => control.requests({ ...query, operationId }),
    reset: (key) => control.reset(key),
    close,
    [Symbol.asyncDispose]: close,
  };
  return { mock, control };
}

async function serve<Inbound>(
  name: ApiName,
  control: Control,
  admin: (api: RequestHandler) => RequestHandler,
  host: string,
  port: number,
): Promise<{ api: MockedApi<Inbound>; server: HttpServer }> {
  // Asked for with each request: another scenario brings another API.
  const current: RequestHandler = {
    handle: (request) => control.api(name).handle(request),
    refuse: (reason) => control.api(name).refuse(reason),
  };
  const server = await serveApi(admin(current), host, port);
  const hostName = host.includes(":") ? `[${host}]` : host;
  const api: MockedApi<Inbound> = {
    get url() {
      return `http://${hostName}:${server.port}${control.api(name).basePath}`;
    },
    get violations() {
      return control.api(name).violations;
    },
    fail: (operationId, fault) => handleOf(control, operationId, fault, name),
    requests: (operationId, query) => control.requests({ ...query, operationId, api: name }),
    receive: (message, { key } = {}) => control.receive(name, message, key),
  };
  return { api, server };
}

function handleOf(control: Control, operationId: string, fault: Fault, api?: ApiName): FaultHandle {
  const faults = control.fail(operationId, fault, api);
  const remove = (): void => {
    for (const { id } of faults) control.removeFault(id);
  };
  return {
    get struck() {
      return faults.reduce((sum, { struck }) => sum + struck, 0);
    },
    remove,
    [Symbol.dispose]: remove,
  };
}

function sizesOf({ conversations, messagesPerConversation, chats, messagesPerChat }: MockOptions): WorldSizes {
  return {
    ...(conversations !== undefined && { conversations }),
    ...(messagesPerConversation !== undefined && { messagesPerConversation }),
    ...(chats !== undefined && { chats }),
    ...(messagesPerChat !== undefined && { messagesPerChat }),
  };
}
