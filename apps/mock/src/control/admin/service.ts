import { fileURLToPath } from "node:url";

import {
  InboundError,
  type ApiName,
  type OperationResponse,
  type OperationHandler,
  type OperationHandlers,
  type OperationRequest,
  type Rejection,
  type Service,
} from "../../model/service.ts";
import type { Clock } from "../../model/clock.ts";
import { InvalidCursorError } from "../../model/keyset-cursor.ts";
import type { Control } from "../control.ts";
import { FaultError, type Fault } from "../fault.ts";
import type { ActiveFault } from "../faults.ts";
import { ScenarioError } from "../scenario.ts";
import { findThreads, type ThreadSearch } from "./find-threads.ts";

const statuses: Readonly<Record<Rejection["kind"], number>> = {
  unauthorized: 401,
  unknownOperation: 404,
  unknownParameter: 422,
  malformed: 400,
  emptyJson: 400,
  invalidBody: 422,
  internal: 500,
};

/** The mock's own interface, served like the APIs that it mocks: Prism validates each request and each response by its document. */
export function createAdminService(control: Control): Service {
  const handlers = adminHandlers(control);
  return {
    name: "the mock's own interface",
    api: "admin",
    specFile: fileURLToPath(new URL("../../../admin.openapi.yaml", import.meta.url)),
    cursorField: "cursor",
    keyOf: () => "admin",
    keyHeader: () => ({}),
    faultBody: (status) => ({ message: `Status ${status}` }),
    errorResponse: (error) => (isCallersError(error) ? { status: 422, body: { message: error.message } } : undefined),
    reject: ({ kind, reason }) => ({ status: statuses[kind], body: { message: reason } }),
    createTenant: () => ({
      handlers,
      receive: () => {
        throw new InboundError("The mock itself receives no messages");
      },
      count: () => ({}),
    }),
  };
}

const ok = (body: unknown): OperationResponse => ({ status: 200, body });

const keyIn = (query: OperationRequest["query"]): string | undefined => query["key"] as string | undefined;

const done: OperationResponse = { status: 204, body: undefined };

function adminHandlers(control: Control): OperationHandlers {
  const clockOf = (key: string | undefined): Clock => (key === undefined ? control.clock : control.clock.of(key));
  const time = (clock: Clock): unknown => ({
    now: new Date(clock.now()).toISOString(),
    start: new Date(clock.start).toISOString(),
    held: clock.isHeld,
  });
  const receiveOn =
    (api: ApiName): OperationHandler =>
    ({ body }) => {
      const { key, ...message } = body as { key?: string };
      return { status: 201, body: control.receive(api, message, key) };
    };
  return {
    getState: () => ok(stateOf(control)),
    openTenant: ({ body }) => {
      const { key } = body as { readonly key: string };
      control.tenantKeys.check(key);
      return { status: 201, body: { tenant: control.tenantKeys.numberOf(key) } };
    },
    findThreads: ({ path, query }) => {
      const tenant = path["tenant"] ?? "";
      const key = control.tenantKeys.keyOf(Number(tenant));
      if (key === undefined) return { status: 404, body: { message: `There is no tenant ${tenant}` } };
      return ok(findThreads(control, key, query as unknown as ThreadSearch));
    },
    reset: ({ body }) => {
      control.reset((body as { key?: string } | undefined)?.key);
      return done;
    },
    getClock: ({ query }) => ok(time(clockOf(keyIn(query)))),
    setClock: ({ body }) => {
      const { advance, held, key } = body as { advance?: number | string; held?: boolean; key?: string };
      const clock = clockOf(key);
      if (advance !== undefined) clock.advance(advance);
      if (held === true) clock.hold();
      if (held === false) clock.resume();
      return ok(time(clock));
    },
    listFaults: ({ query }) => ok({ items: control.faults(keyIn(query)).map(showFault) }),
    addFault: ({ body }) => {
      const { api, operationId, ...fault } = body as { api?: ApiName; operationId: string };
      const items = control.fail(operationId, fault as unknown as Fault, api).map(showFault);
      return { status: 201, body: { items } };
    },
    clearFaults: ({ query }) => {
      control.clearFaults(keyIn(query));
      return done;
    },
    removeFault: ({ path }) => {
      const id = path["faultId"] ?? "";
      return control.removeFault(Number(id)) ? done : { status: 404, body: { message: `There is no fault ${id}` } };
    },
    getCoverage: () => ok({ items: control.coverage() }),
    listRequests: ({ query }) => {
      const { api, operationId, after, limit } = query;
      const found = control.requests({
        api: api as ApiName | undefined,
        operationId: operationId as string | undefined,
        key: keyIn(query),
        after: Number(after ?? 0),
      });
      // The newest, unless the caller continues after a request.
      const count = Number(limit);
      return ok({ items: after === undefined ? found.slice(-count) : found.slice(0, count) });
    },
    repeatRequest: ({ path }) => {
      const id = path["requestId"] ?? "";
      const isKept = control.repeatRequest(Number(id));
      return isKept
        ? { status: 202, body: undefined }
        : { status: 404, body: { message: `The journal has no request ${id}` } };
    },
    clearRequests: ({ query }) => {
      control.clearRequests(keyIn(query));
      return done;
    },
    listDeliveries: ({ query }) => {
      const { key, limit } = query as { readonly key?: string; readonly limit: number };
      return ok({ items: control.deliveries(key).slice(-limit) });
    },
    repeatDelivery: ({ path }) => {
      const id = path["deliveryId"] ?? "";
      const delivery = control.replay(id);
      if (delivery === undefined) return { status: 404, body: { message: `There is no delivery ${id}` } };
      return { status: 201, body: delivery };
    },
    sendSample: ({ body }) => {
      const { key, type } = body as { readonly key?: string; readonly type: string };
      control.sample(type, key);
      return done;
    },
    receiveBlotatoMessage: receiveOn("blotato"),
    receiveBlooioMessage: receiveOn("blooio"),
    listScenarios: () => ok({ items: control.scenarios.map(({ name, description }) => ({ name, description })) }),
    useScenario: ({ body }) => {
      control.useScenario((body as { name: string | null }).name ?? undefined);
      return ok(stateOf(control));
    },
  };
}

function stateOf(control: Control): unknown {
  const describeApi = (name: ApiName): unknown => {
    const api = control.api(name);
    return { basePath: api.basePath, tenants: api.tenants.list(), violations: api.violations };
  };
  return {
    seed: control.seed,
    scenario: control.scenario?.name ?? null,
    now: new Date(control.clock.now()).toISOString(),
    faults: control.faults().length,
    requests: control.requests().length,
    blotato: describeApi("blotato"),
    blooio: describeApi("blooio"),
  };
}

const showFault = ({ id, api, operationId, fault, forOneKey, hits }: ActiveFault): object => ({
  id,
  api,
  operationId,
  ...fault,
  forOneKey,
  hits,
});

const isCallersError = (error: unknown): error is Error =>
  error instanceof FaultError ||
  error instanceof InboundError ||
  error instanceof InvalidCursorError ||
  error instanceof ScenarioError ||
  error instanceof RangeError;
