import type { Event, PollResults } from "@switchboard/blooio";
import type { InboxConversation } from "@switchboard/messaging/inbox";
import type { BlooioEvent } from "@switchboard/messaging/webhooks";

import type { Clients } from "./clients.ts";

/** What Blooio tells of a chat's messages beside the messages themselves. */
export interface Beside {
  /** The reactions that are on a message, by its id. */
  readonly reactions: ReadonlyMap<string, readonly Reaction[]>;
  readonly polls: ReadonlyMap<string, PollResults>;
}

export interface Reaction {
  /** Such as `love`, or an emoji. */
  readonly name: string;
  readonly isOurs: boolean;
}

export const nothingBeside: Beside = { reactions: new Map(), polls: new Map() };

/** As many of a chat's events as are read. */
const mostEvents = 1_000;

/** Reads the events of a chat: only they tell who wrote in a group, which reactions there are, and what a poll asked. */
export async function readBeside({ blooio, inbox }: Clients, conversation: InboxConversation): Promise<Beside> {
  if (conversation.service !== "blooio") return nothingBeside;
  const events = await blooio.events.list({ chat_id: conversation.id }).toArray({ limit: mostEvents });
  for (const event of events) if (event.type === "message.received") inbox.accept(asDelivered(event));
  const polls = await Promise.all(
    [...new Set(events.flatMap(pollIdIn))].map(
      async (id) => [id, await blooio.polls.results(conversation.id, id)] as const,
    ),
  );
  return { reactions: reactionsIn(events), polls: new Map(polls) };
}

/** An event of a list, as webhooks deliver it. */
const asDelivered = ({ data, id, occurred_at: at, type }: Event): BlooioEvent =>
  ({ id, type, data, created_at: at, api_version: "", organization_id: undefined }) as unknown as BlooioEvent;

const pollIdIn = ({ data, message_id: id }: Event): readonly string[] =>
  typeof id === "string" && data?.["message_type"] === "poll" ? [id] : [];

function reactionsIn(events: readonly Event[]): Beside["reactions"] {
  const found = new Map<string, Map<string, Reaction>>();
  const ofReactions = events.filter(({ type }) => type === "message.reaction");
  for (const { data = {}, message_id: id } of ofReactions.toSorted((a, b) => timeOf(a) - timeOf(b))) {
    if (typeof id !== "string" || typeof data["reaction"] !== "string") continue;
    const ofMessage = found.get(id) ?? new Map<string, Reaction>();
    found.set(id, ofMessage);
    const key = JSON.stringify([data["reaction"], data["sender"], data["direction"]]);
    if (data["action"] === "remove") ofMessage.delete(key);
    else ofMessage.set(key, { name: data["reaction"], isOurs: data["direction"] === "outbound" });
  }
  return new Map([...found].map(([id, reactions]) => [id, [...reactions.values()]]));
}

const timeOf = ({ occurred_at: at }: Event): number => at ?? 0;
