import { computed, effect, signal } from "@preact/signals";
import { createBlooio, type Blooio } from "@switchboard/messaging/blooio";
import { createBlotato, type Blotato } from "@switchboard/messaging/blotato";
import { createInbox, type Inbox } from "@switchboard/messaging/inbox";

import { askMock } from "../service/admin.ts";
import { adminAddress, isReal, mockAddresses, mockKey } from "../service/target.ts";
import { reasonOf } from "../shell/error-reason.ts";
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

/** The number of the tenant whose inbox is shown; undefined until the mock has said it. */
const tenant = signal<number | undefined>(undefined);

/** Why the tenant is not known. */
export const tenantProblem = signal<string | undefined>(undefined);

export const followTenant = (): (() => void) =>
  effect(() => {
    const key = mockKey.value;
    void mockAddresses.value;
    tenant.value = undefined;
    if (isReal.value) return;
    void askMock<{ tenant: number }>("POST", "/tenants", { key }).then(
      (found) => {
        if (key === mockKey.peek()) [tenant.value, tenantProblem.value] = [found.tenant, undefined];
      },
      (error: unknown) => {
        tenantProblem.value = reasonOf(error);
      },
    );
  });

/**
 * Undefined while the tenant is. They use the tenant's APIs as the mock's own interface serves them: a read there leaves no trace,
 * and a send is one of the tenant's.
 */
export const clients = computed((): Clients | undefined => {
  if (tenant.value === undefined) return undefined;
  const address = `${adminAddress()}/tenants/${tenant.value}`;
  const optionsAt = (baseUrl: string) => ({
    // The number stands for it.
    apiKey: "none",
    baseUrl,
    fetch: (url: string, init: RequestInit) => fetch(url, { ...init, cache: "no-store", credentials: "omit" }),
    // A person looks on: what fails is shown at once.
    retries: 0,
  });
  const blotato = createBlotato(optionsAt(`${address}/blotato`));
  const blooio = createBlooio(optionsAt(`${address}/blooio${new URL(mockAddresses.value.blooio).pathname}`));
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
