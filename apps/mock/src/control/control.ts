import { createBlooioService } from "../blooio/service.ts";
import { createBlotatoService } from "../blotato/service.ts";
import { createApiOver, holdSpec, type Api, type SpecHolder } from "../http/api.ts";
import { createClock, type MockClock } from "../model/clock.ts";
import { apiNames, type ApiName, type Service, type Tenant } from "../model/service.ts";
import { createChanges, type Changes } from "./changes.ts";
import { createCoverage } from "./journal/coverage.ts";
import type { OperationCoverage } from "./journal/operation-coverage.ts";
import type { Fault } from "./faults/fault.ts";
import type { ActiveFault } from "./faults/faults.ts";
import { createJournal, type Journal } from "./journal/journal.ts";
import { readReplay } from "../record/replay.ts";
import type { MockOptions } from "./mock.ts";
import type { ActiveResponse, OwnResponse } from "./own-responses.ts";
import { placeFault, placeResponse } from "./place.ts";
import { createTenantKeys, type TenantKeys } from "./tenant-keys.ts";
import { beginScenario, findScenario, listScenarios, loadScenario, type Scenario } from "./scenario.ts";
import { createWebhooks, type Webhooks } from "./webhooks.ts";

/** Both APIs of a mock, and everything that controls them: in process, and over HTTP. */
export interface Control {
  readonly clock: MockClock;
  readonly seed: number;
  /** The scenario in force. */
  readonly scenario: Scenario | undefined;
  api(name: ApiName): Api;
  readonly tenantKeys: TenantKeys;
  readonly changes: Changes;
  readonly webhooks: Webhooks;
  /**
   * Lets an operation fail, on the named API or on each that has it.
   *
   * @throws FaultError when no API has the operation, or the fault is not valid
   */
  fail(operationId: string, fault: Fault, api?: ApiName): readonly ActiveFault[];
  /**
   * Gives a response in the place of the model's, on the named API or on each whose spec has it.
   *
   * @throws ResponseError when no spec has such a response to the operation
   */
  respond(operationId: string, response: OwnResponse, api?: ApiName): readonly ActiveResponse[];
  /** @param key only those that are limited to this key */
  faults(key?: string): readonly ActiveFault[];
  /** Says whether there was such a fault. */
  removeFault(id: number): boolean;
  clearFaults(key?: string): void;
  /** What the requests since the start exercised, operation by operation. */
  coverage(): readonly OperationCoverage[];
  readonly journal: Pick<Journal, "lastId" | "request" | "requests" | "size">;
  clearRequests(key?: string): void;
  /** Sends a request of the journal again, with its key; says whether it is kept. */
  repeatRequest(id: number): boolean;
  /**
   * A message from outside arrives at the tenant of a key.
   *
   * @throws InboundError when no such message can arrive, or no key is named and there is more than one tenant
   */
  receive(api: ApiName, message: unknown, key?: string): unknown;
  /** Delivers nothing any more. */
  end(): void;
  /** Sets the tenant of one key back, with its clock, faults and requests; or everything, to the state at the start. */
  reset(key?: string): void;
  /**
   * Begins anew with another scenario, or with none.
   *
   * @throws ScenarioError when there is no such scenario, or it is not valid
   */
  useScenario(name: string | undefined): void;
  /** The scenarios that can be used by name. */
  readonly scenarios: readonly Scenario[];
}

/**
 * @param closeIdle runs whenever connections that were used before have to go
 * @throws SpecError when a spec cannot be served
 * @throws ScenarioError when there is no such scenario, or it is not valid
 */
export async function createControl(options: MockOptions, closeIdle: () => void): Promise<Control> {
  const { keys, seed = 1, strict = false, validate = "fast" } = options;
  const changes = createChanges();
  const tenantKeys = createTenantKeys(keys);
  const clock = createClock(options.startTime?.getTime(), (key) => {
    changes.note("clock");
    changes.noteData(key === undefined ? undefined : tenantKeys.numberOf(key));
  });
  const journal = createJournal({
    size: options.journalSize ?? 1_000,
    tenantOf: (key) => tenantKeys.numberOf(key),
    onRequest: options.onRequest,
  });
  const coverage = createCoverage();
  const notes = { changes, clock, coverage, journal, numberOf: (key: string) => tenantKeys.numberOf(key) };
  const replay = options.replay === undefined ? undefined : await readReplay(options.replay);
  const webhooks = createWebhooks(
    () => apis.blooio.tenants,
    tenantKeys,
    (key) => changes.noteData(tenantKeys.numberOf(key)),
  );
  let lastFaultId = 0;

  const servicesFor = (scenario: Scenario | undefined): Readonly<Record<ApiName, Service>> => {
    const tenantOptions = {
      clock,
      seed,
      sizes: {
        conversations: options.conversations ?? scenario?.sizes.conversations,
        messagesPerConversation: options.messagesPerConversation ?? scenario?.sizes.messagesPerConversation,
        chats: options.chats ?? scenario?.sizes.chats,
        messagesPerChat: options.messagesPerChat ?? scenario?.sizes.messagesPerChat,
      },
      rateLimits: options.rateLimits === true || scenario?.rateLimits === true,
      webhookTargets: options.webhookTargets,
    };
    return { blotato: createBlotatoService(tenantOptions), blooio: createBlooioService(tenantOptions) };
  };

  const assemble = (specs: SpecHolder, service: Service, scenario: Scenario | undefined): Api => {
    const arrivals = scenario?.receive.filter(({ api }) => api === service.api) ?? [];
    return createApiOver(specs, service, {
      notes,
      replay,
      keys: keys && new Set(keys),
      nextFaultId: () => (lastFaultId += 1),
      seed,
      strict,
      validate,
      begin: (tenant: Tenant) => {
        for (const { api: _, ...message } of arrivals) tenant.receive(message);
      },
    });
  };

  const fail: Control["fail"] = (operationId, fault, api) => {
    const added = placeFault(apis, operationId, fault, api);
    if (apiNames.some((name) => apis[name].faults.breakConnections())) closeIdle();
    changes.note("faults");
    return added;
  };

  const begin = (): void => {
    if (scenario === undefined) return;
    beginScenario(scenario, clock, fail, (api) => apis[api].service.createTenant());
  };

  const scenarios = await listScenarios();
  let scenario = options.scenario === undefined ? undefined : await loadScenario(options.scenario, scenarios);
  const first = servicesFor(scenario);
  let apis: Readonly<Record<ApiName, Api>> = {
    blotato: assemble(await holdSpec(first.blotato, validate), first.blotato, scenario),
    blooio: assemble(await holdSpec(first.blooio, validate), first.blooio, scenario),
  };
  begin();

  const reset = (key?: string): void => {
    for (const name of apiNames) {
      apis[name].tenants.reset(key);
      apis[name].faults.clear(key);
      apis[name].ownResponses.clear(key);
    }
    journal.clear(key);
    replay?.reset(key);
    for (const part of ["faults", "journal", "deliveries"] as const) changes.note(part);
    // The clock tells the rest.
    if (key !== undefined) return clock.of(key).reset();
    clock.reset();
    begin();
  };

  return {
    clock,
    seed,
    get scenario() {
      return scenario;
    },
    api: (name) => apis[name],
    tenantKeys,
    changes,
    webhooks,
    fail,
    respond: (operationId, response, api) => placeResponse(apis, operationId, response, api),
    faults: (key) => apiNames.flatMap((api) => apis[api].faults.list(key)),
    removeFault(id) {
      const isRemoved = apiNames.some((name) => apis[name].faults.remove(id));
      if (isRemoved) changes.note("faults");
      return isRemoved;
    },
    clearFaults(key) {
      for (const name of apiNames) apis[name].faults.clear(key);
      changes.note("faults");
    },
    coverage: () => apiNames.flatMap((name) => coverage.report(name, apis[name].specs.current.spec.operations)),
    journal,
    clearRequests(key) {
      journal.clear(key);
      changes.note("journal");
    },
    repeatRequest(id) {
      const received = journal.received(id);
      if (received === undefined) return false;
      const { api, ...request } = received;
      // It never throws, and the journal shows what came of it.
      void apis[api].handle({ ...request, repeats: id });
      return true;
    },
    end() {
      changes.end();
      webhooks.end();
    },
    receive(name, message, key) {
      const { tenants } = apis[name];
      const whose = key ?? tenants.onlyKey();
      tenantKeys.check(whose);
      const received = tenants.get(whose).receive(message);
      changes.noteData(tenantKeys.numberOf(whose));
      return received;
    },
    reset,
    scenarios,
    useScenario(name) {
      const next = name === undefined ? undefined : findScenario(scenarios, name);
      for (const api of apiNames) apis[api].tenants.reset();
      const services = servicesFor(next);
      apis = {
        blotato: assemble(apis.blotato.specs, services.blotato, next),
        blooio: assemble(apis.blooio.specs, services.blooio, next),
      };
      scenario = next;
      changes.note("scenario");
      reset();
    },
  };
}
