import { computed } from "@preact/signals";
import { createBlooio, type Blooio } from "@switchboard/messaging/blooio";
import { createBlotato, type Blotato } from "@switchboard/messaging/blotato";
import { createInbox, type Inbox } from "@switchboard/messaging/inbox";

import { noKey, tenantAddress } from "../service/target.ts";
import { tenant } from "../service/tenant.ts";
import type { ApiName } from "../spec/operations.ts";

/** The clients that any program would make, and the inbox over them: what it shows is what a program gets. */
export interface Clients {
  /** The number of the tenant. */
  readonly tenant: number;
  readonly blotato: Blotato;
  readonly blooio: Blooio;
  readonly inbox: Inbox;
  /** The inbox of one service alone. */
  readonly inboxOf: Readonly<Record<ApiName, Inbox>>;
}

/**
 * Undefined while the tenant is. They use the tenant's APIs as the mock's own interface serves them: a read there leaves no trace,
 * and a send is one of the tenant's.
 */
export const clients = computed((): Clients | undefined => {
  if (tenant.value === undefined) return undefined;
  const optionsAt = (baseUrl: string) => ({
    apiKey: noKey,
    baseUrl,
    fetch: (url: string, init: RequestInit) => fetch(url, { ...init, cache: "no-store", credentials: "omit" }),
    // A person looks on: what fails is shown at once.
    retries: 0,
  });
  const blotato = createBlotato(optionsAt(tenantAddress(tenant.value, "blotato")));
  const blooio = createBlooio(optionsAt(tenantAddress(tenant.value, "blooio")));
  return {
    tenant: tenant.value,
    blotato,
    blooio,
    inbox: createInbox({ blotato, blooio }),
    inboxOf: { blotato: createInbox({ blotato }), blooio: createInbox({ blooio }) },
  };
});

/** @throws Error while the tenant is not known */
export function madeClients(): Clients {
  const made = clients.peek();
  if (made === undefined) throw new Error("The mock has not said yet whose inbox this is");
  return made;
}
