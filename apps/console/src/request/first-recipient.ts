import { draftOf, setBody } from "../form/draft.ts";
import { prepare } from "../service/request.ts";
import { ownReads, send } from "../service/send.ts";
import { addressOf, isReal } from "../service/target.ts";
import { operationOf } from "../spec/catalog.ts";
import type { Operation } from "../spec/operations.ts";

/**
 * Puts somebody who can be answered into the first example of a Blotato message. The documents name a person who has never
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
  const request = prepare(list, values, addressOf("blotato"));
  const outcome = await send("blotato", { ...request, headers: { [ownReads]: "example" } });
  if (outcome.kind === "none" || outcome.status !== 200) return;
  const { items } = outcome.json as {
    items: readonly {
      accountId: string;
      participants: readonly { id: string | null; name: string | null }[];
    }[];
  };
  // Somebody to whom a person has written an id of their own making has no name, and has never written.
  const first = items.find(({ participants: [person] }) => person?.id != null && person.name !== null);
  const recipientId = first?.participants[0]?.id;
  // Whatever was entered meanwhile stays.
  if (first === undefined || recipientId == null || draft.values.peek().body !== example) return;
  setBody(draft, { ...example, accountId: first.accountId, recipientId });
}
