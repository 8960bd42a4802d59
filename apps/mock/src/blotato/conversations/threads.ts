import type { Thread } from "../../model/service.ts";
import type { Conversation } from "../records.ts";
import type { State } from "../state.ts";
import { isKept, messagesOf } from "./message-store.ts";

/** The conversations by their last activity, with the words that a search looks in. */
export function* threadsOf(state: State): Generator<Thread> {
  for (const { id, participants, updatedAt } of state.conversations.values("descending")) {
    yield { id, lastActivityAt: updatedAt, names: namesOf(participants), messages: () => keptMessages(state, id) };
  }
}

const namesOf = (participants: Conversation["participants"]): readonly string[] =>
  participants.flatMap(({ id, name, username }) => [name, username, id].filter((each) => each !== null));

function* keptMessages(state: State, conversationId: string) {
  for (const message of messagesOf(state, conversationId).values("descending")) {
    if (!isKept(message, state)) return;
    yield message;
  }
}
