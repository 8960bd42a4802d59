import type { Thread } from "../../model/service.ts";
import { contactAt } from "../contacts/contact-store.ts";
import type { Chat } from "../records.ts";
import type { State } from "../state.ts";
import { latestActivity } from "./chat-store.ts";
import { messagesOf } from "./message-store.ts";

/** The chats by their last activity, with the words that a search looks in. */
export function* threadsOf(state: State): Generator<Thread> {
  for (const chat of state.chats.values("descending")) {
    yield {
      id: chat.id,
      lastActivityAt: latestActivity(chat),
      names: namesOf(state, chat),
      messages: () => messagesOf(state, chat.id).values("descending"),
    };
  }
}

function namesOf(state: State, { address, contact_id: contactId, group_id: groupId }: Chat): readonly string[] {
  const { members = [], name } = state.groups.get(groupId ?? "") ?? {};
  const addresses = [...members.map(({ identifier }) => identifier), address].filter((each) => each !== null);
  const contacts = addresses.map((each) => contactAt(state, each)?.name);
  return [name, state.contacts.get(contactId ?? "")?.name, ...contacts, ...addresses].filter(
    (each) => typeof each === "string",
  );
}
