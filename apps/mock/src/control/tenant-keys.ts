import { InboundError } from "../model/service.ts";

/** The numbers that stand for keys in all that a mock shows, and the keys that it accepts. */
export interface TenantKeys {
  /** The number of a key, accepted or not; the same as long as the mock runs. */
  numberOf(key: string): number;
  /** The key of a tenant; undefined when no key that is accepted has this number. */
  keyOf(tenant: number): string | undefined;
  /** @throws InboundError when the mock does not accept the key */
  check(key: string): void;
}

/** @param accepted every key, when left out */
export function createTenantKeys(accepted?: readonly string[]): TenantKeys {
  const numbers = new Map<string, number>();
  const keys: string[] = [];
  const isAccepted = (key: string): boolean => accepted?.includes(key) !== false;
  return {
    numberOf: (key) => numbers.get(key) ?? add(key),
    keyOf(tenant) {
      const key = keys[tenant - 1];
      return key !== undefined && isAccepted(key) ? key : undefined;
    },
    check(key) {
      if (!isAccepted(key)) throw new InboundError("The key is not one of those that this mock was given");
    },
  };

  function add(key: string): number {
    const number = keys.push(key);
    numbers.set(key, number);
    return number;
  }
}
