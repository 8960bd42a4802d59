import type { Clock } from "../../model/clock.ts";
import {
  InboundError,
  type ApiName,
  type OperationHandler,
  type OperationHandlers,
  type OperationResponse,
} from "../../model/service.ts";
import type { Control } from "../control.ts";
import type { Fault } from "../faults/fault.ts";
import { findThreads, type ThreadSearch } from "./find-threads.ts";
import { changeEvents, positionIn } from "./change-events.ts";
import { showClock, showFault, showState, showTenants } from "./views.ts";

const ok = (body: unknown): OperationResponse => ({ status: 200, body });

const created = (body: unknown): OperationResponse => ({ status: 201, body });

const done: OperationResponse = { status: 204, body: undefined };

const missing = (message: string): OperationResponse => ({ status: 404, body: { message } });

/** Whose something is: a key, or the number of its tenant. */
interface Whose {
  readonly key?: string | undefined;
  readonly tenant?: number | undefined;
}

export function adminHandlers(control: Control): OperationHandlers {
  /** @throws InboundError when there is no such tenant, or both are given */
  const keyOf = ({ key, tenant }: Whose): string | undefined => {
    if (tenant === undefined) return key;
    if (key !== undefined) throw new InboundError("Expected `key` or `tenant`, not both");
    const found = control.tenantKeys.keyOf(tenant);
    if (found === undefined) throw new InboundError(`There is no tenant ${tenant}`);
    return found;
  };
  const clockOf = (key: string | undefined): Clock => (key === undefined ? control.clock : control.clock.of(key));
  const receiveOn =
    (api: ApiName): OperationHandler =>
    ({ body }) => {
      const { key, tenant, ...message } = body as Whose;
      return created(control.receive(api, message, keyOf({ key, tenant })));
    };
  return {
    getState: () => ok(showState(control)),
    getEvents: ({ headers, query }) => {
      const since = positionIn(control, headers["last-event-id"] ?? (query["since"] as string | undefined));
      return { ...ok(undefined), stream: (gone) => changeEvents(control, since, gone) };
    },
    listTenants: () => ok({ items: showTenants(control) }),
    openTenant: ({ body }) => {
      const { key } = body as { readonly key: string };
      control.tenantKeys.check(key);
      return created({ tenant: control.tenantKeys.numberOf(key) });
    },
    findThreads: ({ path, query }) => {
      const tenant = path["tenant"] ?? "";
      const key = control.tenantKeys.keyOf(Number(tenant));
      if (key === undefined) return missing(`There is no tenant ${tenant}`);
      return ok(findThreads(control, key, query as unknown as ThreadSearch));
    },
    reset: ({ body }) => {
      control.reset(keyOf(body ?? {}));
      return done;
    },
    getClock: ({ query }) => ok(showClock(clockOf(keyOf(query)))),
    setClock: ({ body }) => {
      const { advance, held, ...whose } = body as Whose & { advance?: number | string; held?: boolean };
      const clock = clockOf(keyOf(whose));
      if (advance !== undefined) clock.advance(advance);
      if (held === true) clock.hold();
      if (held === false) clock.resume();
      return ok(showClock(clock));
    },
    listFaults: ({ query }) => ok({ items: control.faults(keyOf(query)).map(showFault) }),
    addFault: ({ body }) => {
      const { api, operationId, key, tenant, ...rest } = body as Whose & { api?: ApiName; operationId: string };
      const whose = keyOf({ key, tenant });
      const fault = { ...rest, ...(whose !== undefined && { key: whose }) } as unknown as Fault;
      return created({ items: control.fail(operationId, fault, api).map(showFault) });
    },
    clearFaults: ({ query }) => {
      control.clearFaults(keyOf(query));
      return done;
    },
    removeFault: ({ path }) => {
      const id = path["faultId"] ?? "";
      return control.removeFault(Number(id)) ? done : missing(`There is no fault ${id}`);
    },
    getCoverage: () => ok({ items: control.coverage() }),
    listRequests: ({ query }) => {
      const { api, operationId, after, limit } = query as {
        readonly api?: ApiName;
        readonly operationId?: string;
        readonly after?: number;
        readonly limit: number;
      };
      const { key, tenant } = query as Whose;
      // A number is enough here: the journal also has requests whose key was rejected.
      const whose = key === undefined ? { tenant } : { key: keyOf({ key, tenant }) };
      return ok({ items: control.journal.requests({ api, operationId, ...whose, after, limit }) });
    },
    getRequest: ({ path }) => {
      const id = path["requestId"] ?? "";
      const request = control.journal.request(Number(id));
      return request === undefined ? missing(`The journal has no request ${id}`) : ok(request);
    },
    repeatRequest: ({ path }) => {
      const id = path["requestId"] ?? "";
      const isKept = control.repeatRequest(Number(id));
      return isKept ? { status: 202, body: undefined } : missing(`The journal has no request ${id}`);
    },
    clearRequests: ({ query }) => {
      control.clearRequests(keyOf(query));
      return done;
    },
    listDeliveries: ({ query }) => {
      const { limit } = query as { readonly limit: number };
      return ok({ items: control.webhooks.deliveries(keyOf(query)).slice(-limit) });
    },
    repeatDelivery: ({ path }) => {
      const id = path["deliveryId"] ?? "";
      const delivery = control.webhooks.replay(id);
      return delivery === undefined ? missing(`There is no delivery ${id}`) : created(delivery);
    },
    sendSample: ({ body }) => {
      const { type, ...whose } = body as Whose & { readonly type: string };
      control.webhooks.sample(type, keyOf(whose));
      return done;
    },
    receiveBlotatoMessage: receiveOn("blotato"),
    receiveBlooioMessage: receiveOn("blooio"),
    listScenarios: () => ok({ items: control.scenarios.map(({ name, description }) => ({ name, description })) }),
    useScenario: ({ body }) => {
      control.useScenario((body as { name: string | null }).name ?? undefined);
      return ok(showState(control));
    },
  };
}
