import type { InboxConversation } from "@switchboard/messaging/inbox";

import { askMock } from "../../service/admin.ts";
import type { ApiName } from "../../spec/operations.ts";
import type { Clients } from "../clients.ts";

/** A conversation on its way into the list. */
export interface Listed {
  readonly conversation: InboxConversation;
  /** The name, number, handle or message with the words that were looked for; undefined in a list of all. */
  readonly found: string | undefined;
}

/** The conversations of one service or of both, the newest activity first, as any program lists them. */
export async function* listAll({ inbox, inboxOf }: Clients, service: ApiName | undefined): AsyncGenerator<Listed> {
  const of = service === undefined ? inbox : inboxOf[service];
  for await (const conversation of of.conversations()) yield { conversation, found: undefined };
}

interface FoundPage {
  readonly items: readonly {
    readonly api: ApiName;
    readonly id: string;
    readonly text: string;
  }[];
  readonly cursor?: string;
}

/** Those in which a name, number, handle or message has the words, the newest activity first. No service can say that. */
export async function* findAll(
  { inbox, tenant }: Clients,
  service: ApiName | undefined,
  words: string,
): AsyncGenerator<Listed> {
  const query = new URLSearchParams({ search: words });
  for (;;) {
    const page = await askMock<FoundPage>("GET", `/tenants/${tenant}/threads?${query.toString()}`);
    const wanted = page.items.filter(({ api }) => service === undefined || service === api);
    yield* await Promise.all(
      wanted.map(async ({ api, id, text }) => ({ conversation: await inbox.conversation(api, id), found: text })),
    );
    if (page.cursor === undefined) return;
    query.set("cursor", page.cursor);
  }
}
