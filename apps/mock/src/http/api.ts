import { applyFault } from "../control/faults/apply-fault.ts";
import { createFaults, type Faults } from "../control/faults/faults.ts";
import { isForStorage, noteRequest, type RequestNotes } from "../control/journal/note-request.ts";
import { createOwnResponses, type OwnResponses } from "../control/own-responses.ts";
import { createTenants, type Tenants } from "../control/tenants.ts";
import { reasonOf } from "../model/error-reason.ts";
import { createRandom } from "../model/random.ts";
import type { OperationResponse, Service, Tenant } from "../model/service.ts";
import type { Replay } from "../record/replay.ts";
import type { Validation } from "../prism/prism.ts";
import { checkModel, serveSpec, type ServedSpec } from "../prism/served-spec.ts";
import { handleRequest, type HandlerContext, type RequestTrace } from "./handle-request.ts";
import { splitTarget } from "./operation-paths.ts";
import { withText, type MockResponse } from "./response.ts";

export interface ApiRequest {
  readonly method: string;
  /** The request target as it was sent: path and query. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** What is kept of the body: all of it, or enough to show that it is too large. */
  readonly body: Uint8Array;
  /** How many bytes the body has. Default: as many as are kept. */
  readonly size?: number;
  /** Where it came from; undefined in process. */
  readonly remoteAddress?: string | undefined;
  /** Missing when a client sent it to the API itself. */
  readonly sentBy?: "interface";
  /** The id that the journal gave to the request which this one repeats. */
  readonly repeats?: number;
}

/** What responds to requests of any kind. */
export interface RequestHandler {
  /** Responds to any request; to a wrong one in the vendor's own way, and never with an exception. */
  handle(request: ApiRequest): Promise<MockResponse>;
  /** Rejects bytes that are not an HTTP request, in the vendor's shape of a malformed one. */
  reject(reason: string): OperationResponse;
}

/** One API of the mock, without a server around it. */
export interface Api extends RequestHandler {
  readonly service: Service;
  readonly basePath: string;
  /** Outlives this API when another one with other tenants takes its place. */
  readonly specs: SpecHolder;
  readonly tenants: Tenants;
  readonly faults: Faults;
  readonly ownResponses: OwnResponses;
  /**
   * Responds as to a client, for one who only watches: no fault and no response of one's own is given, nothing is counted against
   * limits, recorded or replayed. The request has to be a read.
   */
  look(request: ApiRequest): Promise<MockResponse>;
  /**
   * Reads the spec's file again. Requests that are under way end as they began, and every tenant stays.
   *
   * @throws SpecError when the file cannot be served; the previous spec stays in force
   */
  reload(): Promise<void>;
  /** The operations of an edited spec that have no handler yet: their examples are the response. */
  unmodelled(): readonly string[];
  /** The responses of handlers that broke the spec, newest last. Each is a bug of the mock. */
  readonly violations: readonly string[];
}

export interface ApiOptions {
  readonly validate?: Validation;
  /** The keys that are accepted; any, when left out. */
  readonly keys?: ReadonlySet<string> | undefined;
  /** Rejects query parameters that the operation does not have, which the vendors ignore. */
  readonly strict?: boolean;
  /** The seed of the chances of faults. */
  readonly seed?: number;
  /** What takes note of requests, with the clock of all tenants. Default: nothing does, and the service has its own clock. */
  readonly notes?: RequestNotes;
  /** Recorded responses, which come before those of the handlers. */
  readonly replay?: Replay | undefined;
  /** Numbers the faults of all APIs of one mock. */
  readonly nextFaultId?: () => number;
  /** Runs for each new tenant, before its first request. */
  readonly begin?: (tenant: Tenant) => void;
}

/** The spec as it is served now. */
export interface SpecHolder {
  current: ServedSpec;
}

/**
 * Loads the spec of a service and puts Prism in front of its handlers.
 *
 * @throws SpecError when the spec cannot be served, or the handlers lack one of its operations
 */
export const createApi = async (service: Service, options: ApiOptions = {}): Promise<Api> =>
  createApiOver(await holdSpec(service, options.validate), service, options);

/** @throws SpecError when the spec cannot be served, or the handlers lack one of its operations */
export async function holdSpec(service: Service, validate?: Validation): Promise<SpecHolder> {
  const served = await serveSpec(service, validate);
  checkModel(service, served.spec);
  return { current: served };
}

/** Puts a spec that is loaded in front of the handlers of a service. */
export function createApiOver(specs: SpecHolder, service: Service, options: ApiOptions): Api {
  const { begin = () => undefined, notes, seed = 1 } = options;
  const faults = createFaults(
    service.api === "blooio" ? "blooio" : "blotato",
    () => createRandom(seed + 2),
    options.nextFaultId ?? (() => 1),
    notes?.numberOf,
  );
  const tenants = createTenants(service, begin, faults, notes);
  const ownResponses = createOwnResponses();
  const context: HandlerContext = {
    service,
    respond: (key, input) => tenants.respond(key, input),
    faults,
    ownResponses,
    keys: options.keys,
    strict: options.strict ?? false,
    violations: [],
  };

  const watching: HandlerContext = {
    ...context,
    respond: (key, input) => tenants.respondToLook(key, input),
    faults: { hit: () => undefined },
    ownResponses: { find: () => undefined },
  };

  const respondIn = (to: HandlerContext, request: ApiRequest, trace: RequestTrace): Promise<MockResponse> =>
    handleRequest(to, specs.current, request, trace).catch((error: unknown) => {
      console.error(`switchboard-mock: bug in the model of ${service.name}:`, error);
      return service.reject({ kind: "internal", reason: reasonOf(error) });
    });

  const respond = async (request: ApiRequest, trace: RequestTrace): Promise<MockResponse> =>
    storageResponse(service, request) ??
    replayed(context, options.replay, request, trace) ??
    respondIn(context, request, trace);

  const handle = async (request: ApiRequest): Promise<MockResponse> => {
    const trace: RequestTrace = { problems: [] };
    if (notes === undefined || service.api === "admin") return respond(request, trace);
    const startedAt = performance.now();
    const response = withText(await respond(request, trace));
    const duration = performance.now() - startedAt;
    const { queryNames } = specs.current;
    noteRequest(notes, service, { api: service.api, request, trace, response, duration, queryNames });
    return response;
  };

  return {
    service,
    get basePath() {
      return specs.current.spec.basePath;
    },
    specs,
    tenants,
    faults,
    ownResponses,
    violations: context.violations,
    handle,
    look: async (request) => storageResponse(service, request) ?? respondIn(watching, request, { problems: [] }),
    reject: (reason) => service.reject({ kind: "malformed", reason }),
    unmodelled: () => {
      const { handlers } = service.createTenant();
      return [...specs.current.operationIds].filter((operationId) => !Object.hasOwn(handlers, operationId));
    },
    async reload() {
      specs.current = await serveSpec(service, options.validate);
    },
  };
}

/** The response of the service's storage to what is sent there. */
function storageResponse(service: Service, request: ApiRequest): MockResponse | undefined {
  if (service.storage === undefined || !isForStorage(service, request)) return undefined;
  const { body, headers, method, size = body.length, target } = request;
  const [path, search] = splitTarget(target.slice(service.storage.path.length + 1));
  return service.storage.handle({ method, path, query: new URLSearchParams(search), headers, size });
}

/** The recorded response to a request, with the fault that hits it. */
function replayed(
  { faults, keys, service }: HandlerContext,
  replay: Replay | undefined,
  request: ApiRequest,
  trace: RequestTrace,
): MockResponse | undefined {
  const key = service.keyOf(request.headers);
  if (key === undefined || keys?.has(key) === false) return undefined;
  const found = replay?.find(service.api, request, key);
  if (found === undefined) return undefined;
  const { operationId, response } = found;
  trace.key = key;
  if (operationId === undefined) return response;
  trace.operationId = operationId;
  trace.faultHit = faults.hit(operationId, key, /[?&]cursor=/.test(request.target));
  return trace.faultHit === undefined ? response : applyFault(service, response, trace.faultHit);
}
