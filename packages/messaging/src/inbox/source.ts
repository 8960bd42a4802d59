import { SwitchboardError } from "@switchboard/typed-fetch";

import type { ReplyOptions } from "../blotato/reply.ts";
import type { SendOptions } from "../blooio/keyed-call.ts";
import type { CallOptions } from "../core/options.ts";
import type { WaitOptions } from "../core/polling.ts";
import type { Run } from "./persist.ts";
import type { InboxConversation, InboxMessage, InboxSent } from "./shape.ts";

/** How to reply: the options of a send, and what one of the services needs. */
export type InboxReplyOptions = ReplyOptions & Pick<SendOptions, "idempotencyKey">;

export interface FollowOptions extends WaitOptions {
  /** `sent`: the network took it; `delivered`: it arrived, which not every network reports. Default: `delivered`. */
  readonly until?: "sent" | "delivered" | undefined;
}

/** Which messages a look wants. */
export interface Look extends Run {
  /** Nothing older, in epoch milliseconds. */
  readonly since: number;
  /** How late a message may be listed, in milliseconds. */
  readonly overlap: number;
  readonly isNew: (id: string) => boolean;
  /** The chats in which something is known to have happened; a look that has them may leave out what did not change. */
  readonly named: ReadonlySet<string> | undefined;
}

export interface Found {
  /** What came in, oldest first. */
  readonly messages: readonly InboxMessage[];
  /** Nothing that was listed until then is missing, in epoch milliseconds; undefined when that is not known. */
  readonly completeTo: number | undefined;
}

/** One service, as the inbox sees it. */
export interface Source {
  /** Newest activity first. */
  conversations(): AsyncIterable<InboxConversation>;
  conversation(id: string): Promise<InboxConversation>;
  /** Newest first. */
  messages(conversation: InboxConversation): AsyncIterable<InboxMessage>;
  look(wanted: Look): Promise<Found>;
  reply(to: InboxMessage | InboxConversation, text: string, options: InboxReplyOptions): Promise<InboxSent>;
  follow(sent: InboxSent, options: FollowOptions): Promise<InboxSent>;
}

/** Oldest first. Lists are newest first; what has the same time keeps their order. */
export const oldestFirst = (messages: Iterable<InboxMessage>): InboxMessage[] =>
  [...messages].toSorted((one, other) => one.at.getTime() - other.at.getTime());

/** Remembers what was found, by the latest thousand ids. */
export function remembering<Key extends { readonly id: string }, Value>(
  find: (key: Key, options: CallOptions) => Promise<Value>,
): typeof find {
  const known = new Map<string, Value>();
  return async (key, options) => {
    const value = known.has(key.id) ? (known.get(key.id) as Value) : await find(key, options);
    known.set(key.id, value);
    dropOldest(known, 1_000);
    return value;
  };
}

export function dropOldest(known: Map<string, unknown>, most: number): void {
  const [oldest] = known.size > most ? known.keys() : [];
  if (oldest !== undefined) known.delete(oldest);
}

/** @throws SwitchboardError for an option that is given, and that this service does not have */
export function rejectOptions(service: string, options: Readonly<Record<string, unknown>>): void {
  const name = Object.keys(options).find((each) => options[each] !== undefined);
  if (name !== undefined) throw new SwitchboardError(`${service} has no ${name} for a reply`, "invalidOption");
}
