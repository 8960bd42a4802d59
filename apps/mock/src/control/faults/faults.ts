import type { Random } from "../../model/random.ts";
import type { ApiName, DeliveryFault } from "../../model/service.ts";
import {
  checkFault,
  describeFault,
  kindsOf,
  longestLatency,
  type DescribedFault,
  type Fault,
  type FaultKind,
  type FaultOptions,
  type Latency,
} from "./fault.ts";

/** A fault that is in force. */
export interface ActiveFault {
  readonly id: number;
  readonly api: ApiName;
  readonly operationId: string;
  /** Without the key. */
  readonly fault: DescribedFault;
  readonly forOneKey: boolean;
  /** The number of the tenant that it is limited to. */
  readonly tenant: number | undefined;
  /** How many requests it has hit. */
  readonly hits: number;
}

/** What the faults in force do to one request. */
export interface FaultHit {
  /** Undefined when the response is only late. */
  readonly fault:
    | (Exclude<FaultKind, { readonly delivery: DeliveryFault } | { readonly latency: Latency }> & FaultOptions)
    | undefined;
  /** Milliseconds of real time before the response. */
  readonly delay: number;
}

export interface Faults {
  /** @throws FaultError when the fault is not valid */
  add(operationId: string, fault: Fault): ActiveFault;
  /** @param key only those that are limited to this key */
  list(key?: string): readonly ActiveFault[];
  /** Removes one fault; says whether there was one. */
  remove(id: number): boolean;
  /** Removes the faults of one key, or all. */
  clear(key?: string): void;
  /** Counts a valid request; undefined when no fault hits it. A rejected request uses up no fault. */
  hit(operationId: string, key: string, hasCursor: boolean): FaultHit | undefined;
  /** Whether a connection may be broken before its response: a client repeats by itself what it sent on one that it used before. */
  breakConnections(): boolean;
  /** Counts a delivery of an event of this type; undefined when no fault hits it. */
  hitDelivery(type: string, key: string): DeliveryFault | undefined;
}

interface Entry {
  readonly id: number;
  readonly api: ApiName;
  readonly operationId: string;
  readonly fault: Fault;
  passed: number;
  hits: number;
}

/** Stands for each operation of an API. */
const everyOperation = "*";

/**
 * @param nextId numbers faults across the APIs of one mock
 * @param tenantOf gives a number in place of a key
 */
export function createFaults(
  api: ApiName,
  createRandom: () => Random,
  nextId: () => number,
  tenantOf: (key: string) => number = () => 1,
): Faults {
  const entries = new Map<number, Entry>();
  let random = createRandom();
  const isHitBy = (entry: Entry, operationId: string, key: string, hasCursor: boolean): boolean => {
    const { fault } = entry;
    const { after = 0, chance = 1, times = Number.POSITIVE_INFINITY } = fault;
    if (entry.operationId !== everyOperation && entry.operationId !== operationId) return false;
    if (fault.key !== undefined && fault.key !== key) return false;
    // Only a request with a cursor can get a stale one or be sent in a circle.
    if ("cursor" in fault && !hasCursor) return false;
    if (entry.hits >= times) return false;
    if (entry.passed < after) {
      entry.passed += 1;
      return false;
    }
    if (chance < 1 && random.integer(1, 1_000_000) > chance * 1_000_000) return false;
    entry.hits += 1;
    return true;
  };
  const drawn = (latency: Latency | undefined): number =>
    latency === undefined ? 0 : typeof latency === "number" ? latency : random.integer(...latency);

  return {
    add(operationId, given) {
      // An undefined field is a missing one.
      const fault = Object.fromEntries(
        Object.entries(given).filter(([, value]) => value !== undefined),
      ) as unknown as Fault;
      checkFault(fault);
      const entry = { id: nextId(), api, operationId, fault, passed: 0, hits: 0 };
      entries.set(entry.id, entry);
      return describe(entry, tenantOf);
    },
    list: (key) =>
      [...entries.values()]
        .filter(({ fault }) => key === undefined || fault.key === key)
        .map((entry) => describe(entry, tenantOf)),
    remove: (id) => entries.delete(id),
    clear(key) {
      // After a reset the same draws come again.
      if (key === undefined) random = createRandom();
      for (const { id, fault } of entries.values()) {
        if (key === undefined || fault.key === key) entries.delete(id);
      }
    },
    hit(operationId, key, hasCursor) {
      // By far the most common case.
      if (entries.size === 0) return undefined;
      let delay = 0;
      let found: FaultHit["fault"];
      for (const entry of entries.values()) {
        const isOnlyLate = kindsOf(entry.fault).length === 0;
        if (
          "delivery" in entry.fault ||
          (!isOnlyLate && found !== undefined) ||
          !isHitBy(entry, operationId, key, hasCursor)
        )
          continue;
        delay += drawn(entry.fault.latency);
        if (!isOnlyLate) found = entry.fault as FaultHit["fault"];
      }
      return found === undefined && delay === 0 ? undefined : { fault: found, delay: Math.min(delay, longestLatency) };
    },
    breakConnections: () =>
      entries.size > 0 &&
      [...entries.values()].some(
        ({ fault, hits }) => isReset(fault) && hits < (fault.times ?? Number.POSITIVE_INFINITY),
      ),
    hitDelivery(type, key) {
      for (const entry of entries.values()) {
        const { fault } = entry;
        if ("delivery" in fault && isHitBy(entry, type, key, false)) return fault.delivery;
      }
      return undefined;
    },
  };
}

const isReset = (fault: Fault): boolean => "reset" in fault && fault.reset === "before";

/** A view whose `hits` keeps counting. */
function describe(entry: Entry, tenantOf: (key: string) => number): ActiveFault {
  const { api, fault, id, operationId } = entry;
  return {
    id,
    api,
    operationId,
    fault: describeFault(fault),
    forOneKey: fault.key !== undefined,
    tenant: fault.key === undefined ? undefined : tenantOf(fault.key),
    get hits() {
      return entry.hits;
    },
  };
}
