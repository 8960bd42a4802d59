import { draftOf, setBody } from "../form/draft.ts";
import { lookUp } from "../service/look-up.ts";
import { addIds } from "../service/seen-ids.ts";
import { isReal } from "../service/target.ts";
import { operationOf } from "../spec/catalog.ts";
import type { Operation } from "../spec/operations.ts";

interface Page {
  readonly items: readonly {
    readonly accountId: string;
    readonly participants: readonly { readonly id: string | null; readonly name: string | null }[];
  }[];
}

/**
 * Puts somebody who can be written to into the first example of a Blotato message. The documents name a person who has never
 * written to the mock's account, and to such a person the platforms deliver nothing.
 */
export async function fillFirstRecipient(operation: Operation): Promise<void> {
  const { api, body, operationId } = operation;
  if (api !== "blotato" || operationId !== "sendMessage" || isReal.value) return;
  const draft = draftOf(operation);
  const example = body?.examples[0]?.value;
  if (typeof example !== "object" || draft.values.peek().body !== example) return;
  const list = operationOf("blotato", "listConversations");
  const values = { parameters: { platform: "instagram", limit: 20 }, body: undefined };
  const page = (await lookUp(list, values)) as Page | undefined;
  // Somebody to whom a person has written an id of their own making has no name, and has never written.
  const first = page?.items.find(({ participants: [person] }) => person?.id != null && person.name !== null);
  const recipientId = first?.participants[0]?.id;
  // Whatever was entered meanwhile stays, and no real service is sent a person of the mock.
  if (isReal.peek() || first === undefined || recipientId == null || draft.values.peek().body !== example) return;
  addIds(api, "accountId", [first.accountId]);
  addIds(api, "recipientId", [recipientId]);
  setBody(draft, { ...example, accountId: first.accountId, recipientId });
}
