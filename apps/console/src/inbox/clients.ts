import { computed } from "@preact/signals";
import { createBlooio, type Blooio } from "@switchboard/messaging/blooio";
import { createBlotato, type Blotato } from "@switchboard/messaging/blotato";
import { createInbox, type Inbox } from "@switchboard/messaging/inbox";

import { mockAddresses, mockKey } from "../service/target.ts";
import type { ApiName } from "../spec/operations.ts";

/** The clients that any program would make, and the inbox over them: what it shows is what a program gets. */
export interface Clients {
  readonly blotato: Blotato;
  readonly blooio: Blooio;
  readonly inbox: Inbox;
  /** The inbox of one service alone. */
  readonly inboxOf: Readonly<Record<ApiName, Inbox>>;
}

export const clients = computed((): Clients => {
  const apiKey = mockKey.value;
  const optionsAt = (baseUrl: string) => ({
    apiKey,
    baseUrl,
    fetch: (url: string, init: RequestInit) => fetch(url, { ...init, cache: "no-store", credentials: "omit" }),
    // A person looks on: what fails is shown at once.
    retries: 0,
  });
  const blotato = createBlotato(optionsAt(mockAddresses.value.blotato));
  const blooio = createBlooio(optionsAt(mockAddresses.value.blooio));
  return {
    blotato,
    blooio,
    inbox: createInbox({ blotato, blooio }),
    inboxOf: { blotato: createInbox({ blotato }), blooio: createInbox({ blooio }) },
  };
});
