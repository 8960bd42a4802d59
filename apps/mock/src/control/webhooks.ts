import type { Delivery, TenantWebhooks } from "../model/service.ts";
import type { TenantKeys } from "./tenant-keys.ts";
import type { Tenants } from "./tenants.ts";

/** The webhooks of all tenants. */
export interface Webhooks {
  /** What was delivered, or is about to be, oldest first; of the tenant of one key, or of all. */
  deliveries(key?: string): readonly Delivery[];
  /**
   * Delivers the event of a delivery once more.
   *
   * @returns the new delivery; undefined when there is no such one
   * @throws InboundError when its webhook takes nothing any more
   */
  replay(deliveryId: string): Delivery | undefined;
  /**
   * Lets an event of a type happen, as the spec gives it, in the tenant of a key.
   *
   * @throws InboundError when there is no such type, the mock does not accept the key, or no key is named and there is more than one tenant
   */
  sample(type: string, key?: string): void;
  /** Waits until all that is due by the clock has been delivered. */
  settle(): Promise<void>;
  /** Delivers nothing any more. */
  end(): void;
}

/**
 * @param tenants those of now: another scenario brings others
 * @param noteData runs when the data of the tenant of a key has changed
 */
export function createWebhooks(
  tenants: () => Tenants,
  tenantKeys: TenantKeys,
  noteData: (key: string) => void,
): Webhooks {
  const webhooksOf = (key?: string): readonly TenantWebhooks[] =>
    tenants()
      .all()
      .flatMap(([name, { webhooks }]) => (key === undefined || name === key ? (webhooks ?? []) : []));
  return {
    deliveries: (key) => webhooksOf(key).flatMap((webhooks) => webhooks.deliveries()),
    replay(deliveryId) {
      for (const webhooks of webhooksOf()) {
        const replayed = webhooks.replay(deliveryId);
        if (replayed !== undefined) return replayed;
      }
      return undefined;
    },
    sample(type, key = tenants().onlyKey()) {
      tenantKeys.check(key);
      tenants().get(key).webhooks?.sample(type);
      noteData(key);
    },
    async settle() {
      await Promise.all(webhooksOf().map((webhooks) => webhooks.settle()));
    },
    end() {
      for (const webhooks of webhooksOf()) webhooks.end();
    },
  };
}
