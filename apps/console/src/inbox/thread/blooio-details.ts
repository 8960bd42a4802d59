import { isApiError } from "@switchboard/messaging";
import type { Event, PollResults } from "@switchboard/messaging/blooio";
import type { InboxConversation, InboxMessage } from "@switchboard/messaging/inbox";
import type { BlooioEvent } from "@switchboard/messaging/webhooks";

import type { Clients } from "../clients.ts";

/** The reactions that are on messages, by the messages' ids. */
export type Reactions = ReadonlyMap<string, readonly Reaction[]>;

export type Polls = ReadonlyMap<string, PollResults>;

export interface Reaction {
  /** Such as `love`, or an emoji. */
  readonly name: string;
  readonly isOurs: boolean;
}

/** As many of a chat's events as are read. */
const mostEvents = 1_000;

/** Reads the events of a chat: only they tell who wrote in a group, which the inbox takes note of, and which reactions there are. */
export async function readReactions({ blooio, inbox }: Clients, conversation: InboxConversation): Promise<Reactions> {
  if (conversation.service !== "blooio") return new Map();
  const events = await blooio.events.list({ chat_id: conversation.id }).toArray({ limit: mostEvents });
  for (const event of events) if (event.type === "message.received") inbox.accept(asDelivered(event));
  return reactionsIn(events);
}

/** Reads what polls ask and how many votes they have, by their messages' ids. Nothing more is known of a poll of the other side. */
export async function readPolls({ blooio }: Clients, messages: readonly InboxMessage[]): Promise<Polls> {
  const polls = messages.filter((message) => message.service === "blooio" && message.raw.type === "poll");
  const results = await Promise.all(
    polls.map(async ({ conversationId, id }) => {
      const poll = await blooio.polls.results(conversationId, id).catch(whenNotFound);
      return poll === undefined ? [] : ([[id, poll]] as const);
    }),
  );
  return new Map(results.flat());
}

function whenNotFound(error: unknown): undefined {
  if (!isApiError(error) || error.kind !== "notFound") throw error;
}

/** An event of a list, as webhooks deliver it. */
const asDelivered = ({ data, id, occurred_at: at, type }: Event): BlooioEvent =>
  ({ id, type, data, created_at: at, api_version: "", organization_id: undefined }) as unknown as BlooioEvent;

function reactionsIn(events: readonly Event[]): Reactions {
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
