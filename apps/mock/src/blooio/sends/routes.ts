import { checkAddress, reaches } from "../addresses.ts";
import { chatAt } from "../chats/chat-store.ts";
import { checkSendable } from "../chats/chats.ts";
import { messagesOf } from "../chats/message-store.ts";
import { findContact } from "../contacts/contact-store.ts";
import { type BlooioError, found, invalidField, unprocessable } from "../errors.ts";
import { chatOf, findGroup } from "../groups/group-store.ts";
import type { Channel, Chat } from "../records.ts";
import type { State } from "../state.ts";
import type { Content } from "./content.ts";
import type { Senders } from "./senders.ts";

/** Where a message goes. */
export interface Route {
  readonly channel: Channel;
  /** Undefined when the message opens a new chat. */
  readonly chat: Chat | undefined;
  /** Null in a group. */
  readonly address: string | null;
  readonly routing: Readonly<Record<string, string | number>>;
  readonly hybrid: { readonly phase: "twilio" | "blooio" } | undefined;
}

export type Recipient = string | { readonly contact_id: string } | { readonly group_id: string };

interface Place {
  readonly channel: Channel;
  readonly address: string;
  readonly chat: Chat | undefined;
}

/** @throws BlooioError when the recipient is unknown, out of reach, or in a chat that accepts no messages */
export function routeTo(state: State, senders: Senders, content: Content, to: Recipient): Route {
  if (typeof to === "string") {
    checkAddress(to);
    return routeToPerson(state, senders, content, `to: ${to}`, (channel) =>
      reaches(channel.type, to) ? to : undefined,
    );
  }
  if ("group_id" in to) return routeToGroup(state, senders, content, to.group_id);
  const contact = findContact(state, to.contact_id);
  return routeToPerson(
    state,
    senders,
    content,
    `to: contact ${contact.id}`,
    ({ type }) => contact.identities.find(({ channelType }) => channelType === type)?.address,
  );
}

/** The route into a chat, whose sender and recipient are given. */
export function routeInto(state: State, content: Content, chat: Chat): Route {
  const channel = found(state.channels.get(chat.channel_id), "channel", chat.channel_id);
  checkSendable(channel, chat);
  if (!content.fits(channel.type)) throw misfit(content, `this chat runs on ${channel.type}`);
  return { channel, chat, address: chat.address, routing: routingOf({ mode: "explicit" }, channel), hybrid: undefined };
}

const misfit = ({ misfit: { code, reason } }: Content, circumstance: string): BlooioError =>
  unprocessable(code, `${reason}; ${circumstance}`);

function routeToPerson(
  state: State,
  senders: Senders,
  content: Content,
  recipient: string,
  addressOn: (channel: Channel) => string | undefined,
): Route {
  const able = senders.channels.filter(({ type }) => content.fits(type));
  if (able.length === 0) throw misfit(content, "none of them may send this message");
  const places = able.flatMap((channel): Place[] => {
    const address = addressOn(channel);
    return address === undefined ? [] : [{ channel, address, chat: chatAt(state, channel.id, address) }];
  });
  const place = senders.mode === "hybrid" ? hybridPlace(state, places) : preferredPlace(places);
  if (place === undefined)
    throw unprocessable(
      "invalid_recipient",
      `${recipient} is out of reach of every channel that may send this message`,
    );
  checkSendable(place.channel, place.chat);
  const phase = place.channel.type === "blooio" ? "blooio" : "twilio";
  return {
    ...place,
    routing: routingOf(senders, place.channel),
    hybrid: senders.mode === "hybrid" ? { phase } : undefined,
  };
}

/**
 * The chat with the latest message, else the first place. A chat that is no longer open is not bypassed on another channel:
 * whoever blocked us on one does not want messages on the other.
 */
function preferredPlace(places: readonly Place[]): Place | undefined {
  const lastTalk = ({ chat }: Place): number => chat?.last_message_at ?? chat?.created_at ?? 0;
  const known = places.filter(({ chat }) => chat !== undefined).toSorted((a, b) => lastTalk(b) - lastTalk(a));
  return known.find(({ chat }) => chat?.state === "open") ?? known[0] ?? places[0];
}

/** Blooio where the recipient has replied, else Twilio. */
function hybridPlace(state: State, places: readonly Place[]): Place | undefined {
  const hasReplied = ({ channel, chat }: Place): boolean =>
    channel.type === "blooio" && chat?.state === "open" && hasReply(state, chat);
  const replied = places.find(hasReplied);
  return replied ?? preferredPlace(places.filter(({ channel }) => channel.type === "twilio")) ?? preferredPlace(places);
}

function hasReply(state: State, { id }: Chat): boolean {
  for (const { direction } of messagesOf(state, id).values("descending")) if (direction === "inbound") return true;
  return false;
}

function routeToGroup(state: State, senders: Senders, content: Content, groupId: string): Route {
  const group = findGroup(state, groupId);
  const owner = senders.channels.find(({ id }) => id === group.channel_id);
  if (senders.mode === "priority" || owner === undefined)
    throw invalidField("from", `must name the channel that owns the group ${groupId}`);
  return {
    ...routeInto(state, content, chatOf(state, group, owner)),
    routing: routingOf(senders, owner),
    hybrid: senders.mode === "hybrid" ? { phase: "blooio" } : undefined,
  };
}

function routingOf({ mode, priority }: Pick<Senders, "mode"> & Partial<Senders>, channel: Channel): Route["routing"] {
  const step = priority?.channels.find(({ channel_id: id }) => id === channel.id)?.priority;
  return {
    mode,
    channel_type: channel.type,
    ...(channel.address !== null && { number: channel.address }),
    ...(channel.alias !== undefined && { alias: channel.alias }),
    ...(priority !== undefined && { priority_id: priority.id }),
    ...(step !== undefined && { priority: step }),
  };
}
