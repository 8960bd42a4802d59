import type { Clock } from "../model/clock.ts";
import { createSchedule } from "../model/schedule.ts";
import {
  InboundError,
  type OperationRequest,
  type OperationResponse,
  type Service,
  type Tenant,
} from "../model/service.ts";
import { noteUpcoming } from "../model/upcoming.ts";
import type { Faults } from "./faults/faults.ts";
import type { RequestNotes } from "./journal/note-request.ts";

/** The tenants of one API, one for each key; made when a key is first used. */
export interface Tenants {
  get(key: string): Tenant;
  /** The tenant for one who only watches: a key that is looked at is not used yet. */
  look(key: string): Tenant;
  /** Lets the tenant of a key respond to a valid request; null where the model has no handler for it. */
  respond(key: string, request: OperationRequest): OperationResponse | null;
  /**
   * The same for one who only watches: nothing is counted, and the key is not used by it. When something that
   * it read changes by itself later, that is reported.
   */
  respondToLook(key: string, request: OperationRequest): OperationResponse | null;
  /**
   * The only key that was used, for a call that names none.
   *
   * @throws InboundError when there is none, or more than one
   */
  onlyKey(): string;
  /** Sets the tenant of one key back to its beginning, or all. */
  reset(key?: string): void;
  all(): readonly (readonly [key: string, tenant: Tenant])[];
  list(): readonly TenantInNumbers[];
}

interface TenantInNumbers {
  readonly tenant: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Epoch milliseconds of the machine; undefined when no client has used it. */
  readonly usedAt: number | undefined;
}

interface Entry {
  readonly tenant: Tenant;
  readonly clock: Clock | undefined;
  usedAt: number | undefined;
  /** Tells of what was looked at when it changes by itself. */
  upcoming: { readonly add: (time: number) => void; readonly end: () => void } | undefined;
}

/**
 * @param begin runs for each new tenant, before its first request
 * @param faults those that hit what tenants deliver
 * @param notes gets the changes, with the clock of all; each tenant has its own
 */
export function createTenants(
  service: Service,
  begin: (tenant: Tenant) => void,
  faults: Faults,
  notes?: Pick<RequestNotes, "changes" | "clock" | "numberOf">,
): Tenants {
  const numberOf = (key: string): number => notes?.numberOf(key) ?? 1;
  const tenants = new Map<string, Entry>();
  const entryOf = (key: string): Entry => {
    const known = tenants.get(key);
    if (known !== undefined) return known;
    const clock = notes?.clock.of(key);
    const tenant = service.createTenant({
      clock,
      deliveryFault(type) {
        const fault = faults.hitDelivery(type, key);
        if (fault !== undefined) notes?.changes.note("faults");
        return fault;
      },
      delivered: () => {
        notes?.changes.note("deliveries");
        notes?.changes.noteData(numberOf(key));
      },
    });
    begin(tenant);
    const entry: Entry = { tenant, clock, usedAt: undefined, upcoming: undefined };
    tenants.set(key, entry);
    return entry;
  };
  const use = (key: string): Tenant => {
    const entry = entryOf(key);
    entry.usedAt = Date.now();
    return entry.tenant;
  };
  return {
    get: use,
    respond(key, request) {
      const { countRequest, handlers } = use(key);
      const handler = handlerOf(handlers, request);
      if (handler === undefined) return null;
      countRequest?.(request.operationId);
      return handler(request);
    },
    look: (key) => entryOf(key).tenant,
    respondToLook(key, request) {
      const entry = entryOf(key);
      const handler = handlerOf(entry.tenant.handlers, request);
      if (handler === undefined) return null;
      if (entry.clock === undefined) return handler(request);
      const [response, next] = noteUpcoming(entry.clock.now(), () => handler(request));
      if (next !== undefined) {
        entry.upcoming ??= tellUpcoming(entry.clock, () => notes?.changes.noteData(numberOf(key)));
        entry.upcoming.add(next);
      }
      return response;
    },
    onlyKey() {
      const [key, ...others] = [...tenants].filter(([, { usedAt }]) => usedAt !== undefined).map(([name]) => name);
      if (key !== undefined && others.length === 0) return key;
      const found = key === undefined ? "no key has been used yet" : `${others.length + 1} keys have been used`;
      throw new InboundError(`Name the \`key\` at ${service.name} to which the message arrives: ${found}`);
    },
    reset(key) {
      for (const [name, { tenant, upcoming }] of tenants) {
        if (key !== undefined && name !== key) continue;
        tenant.webhooks?.end();
        upcoming?.end();
        tenants.delete(name);
      }
    },
    all: () => Array.from(tenants, ([key, { tenant }]) => [key, tenant] as const),
    list: () =>
      Array.from(tenants, ([key, { tenant, usedAt }]) => ({ tenant: numberOf(key), counts: tenant.count(), usedAt })),
  };
}

const handlerOf = (
  handlers: Tenant["handlers"],
  { operationId }: OperationRequest,
): Tenant["handlers"][string] | undefined => (Object.hasOwn(handlers, operationId) ? handlers[operationId] : undefined);

/** Calls a function at each time that is added, by a clock, once. */
function tellUpcoming(clock: Clock, tell: () => void): NonNullable<Entry["upcoming"]> {
  const schedule = createSchedule();
  const times = new Set<number>();
  return {
    end: schedule.follow(clock),
    add(time) {
      if (times.has(time)) return;
      times.add(time);
      schedule.at(time, () => {
        times.delete(time);
        tell();
      });
    },
  };
}
