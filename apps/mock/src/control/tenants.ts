import type { MockClock } from "../model/clock.ts";
import type { Faults } from "./faults.ts";
import { InboundError, type Service, type Tenant } from "../model/service.ts";

/** The tenants of one API, one for each key; made when a key is first used. */
export interface Tenants {
  get(key: string): Tenant;
  /** The tenant for one who only watches: a key that is looked at is not used yet. */
  look(key: string): Tenant;
  /** A number in place of a key, the same as long as the mock runs. */
  numberOf(key: string): number;
  /**
   * The only key that was used, for a call that names none.
   *
   * @throws InboundError when there is none, or more than one
   */
  onlyKey(): string;
  /** Sets the tenant of one key back to its beginning, or all. */
  reset(key?: string): void;
  all(): readonly (readonly [key: string, tenant: Tenant])[];
  list(): readonly { readonly tenant: number; readonly counts: Readonly<Record<string, number>> }[];
}

/**
 * @param begin runs for each new tenant, before its first request
 * @param clock that of all; each tenant has its own
 * @param faults those that hit what tenants deliver
 */
export function createTenants(
  service: Service,
  begin: (tenant: Tenant) => void,
  numberOf: (key: string) => number,
  clock?: MockClock,
  faults?: Faults,
): Tenants {
  const tenants = new Map<string, { readonly tenant: Tenant; isUsed: boolean }>();
  const entryOf = (key: string): { readonly tenant: Tenant; isUsed: boolean } => {
    const known = tenants.get(key);
    if (known !== undefined) return known;
    const tenant = service.createTenant({
      clock: clock?.of(key),
      deliveryFault: (type) => faults?.hitDelivery(type, key),
    });
    begin(tenant);
    const entry = { tenant, isUsed: false };
    tenants.set(key, entry);
    return entry;
  };
  return {
    numberOf,
    get(key) {
      const entry = entryOf(key);
      entry.isUsed = true;
      return entry.tenant;
    },
    look: (key) => entryOf(key).tenant,
    onlyKey() {
      const [key, ...others] = [...tenants].filter(([, { isUsed }]) => isUsed).map(([name]) => name);
      if (key !== undefined && others.length === 0) return key;
      const found = key === undefined ? "no key has been used yet" : `${others.length + 1} keys have been used`;
      throw new InboundError(`Name the \`key\` at ${service.name} to which the message arrives: ${found}`);
    },
    reset(key) {
      for (const [name, { tenant }] of tenants) {
        if (key !== undefined && name !== key) continue;
        tenant.webhooks?.end();
        tenants.delete(name);
      }
    },
    all: () => Array.from(tenants, ([key, { tenant }]) => [key, tenant] as const),
    list: () => Array.from(tenants, ([key, { tenant }]) => ({ tenant: numberOf(key), counts: tenant.count() })),
  };
}
