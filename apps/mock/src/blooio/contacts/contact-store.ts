import { identityAt } from "../addresses.ts";
import { chatAt, saveChat } from "../chats/chat-store.ts";
import { found } from "../errors.ts";
import type { ChannelType, Chat, Contact, Identity } from "../records.ts";
import type { State } from "../state.ts";

/** @throws BlooioError when there is no such contact */
export const findContact = ({ contacts }: State, id = ""): Contact => found(contacts.get(id), "contact", id);

/** The contact who is reached at an address. */
export function contactAt({ contactIds, contacts, initial, mergedInto }: State, address: string): Contact | undefined {
  let id = contactIds.get(address) ?? initial.contactIdAt(address) ?? "";
  for (let next = mergedInto.get(id); next !== undefined; next = mergedInto.get(id)) id = next;
  return contacts.get(id);
}

/** The chats with a contact, the one with the latest activity first. */
export const chatsOf = ({ chats, initial }: State, contactId: string): readonly Chat[] =>
  chats.page({
    list: "chats",
    limit: Number.POSITIVE_INFINITY,
    cursor: undefined,
    order: "descending",
    among: initial.matching({ contact_id: contactId }),
    matches: (chat) => chat.contact_id === contactId,
  }).items;

export function saveContact(state: State, contact: Contact): void {
  state.contacts.put(contact);
  for (const { address } of contact.identities) state.contactIds.set(address, contact.id);
}

/** The contact at an address, made when there is none, with an identity on the channel type. */
export function introduce(state: State, type: ChannelType, address: string, identityId: string): Contact {
  const known = contactAt(state, address);
  if (known !== undefined && identityAt(known, type, address) !== undefined) return known;
  return withIdentity(state, known ?? newContact(state, null), type, address, identityId);
}

export function newContact({ clock, ids }: State, name: string | null): Contact {
  const now = clock.now();
  return { id: ids.next("ct", now), name, tags: [], identities: [], created_at: now };
}

/** Saves a contact with one more address. The chats at that address are theirs from then on. */
export function withIdentity(
  state: State,
  contact: Contact,
  channelType: ChannelType,
  address: string,
  identityId?: string,
): Contact {
  const chats = chatsAt(state, address);
  const ofType = chats.find((chat) => chat.channel_type === channelType)?.identity_id;
  const now = state.clock.now();
  const id = identityId ?? ofType ?? state.ids.next("cid", now);
  const identity: Identity = { id, channelType, address, createdAt: now };
  const grown = { ...contact, identities: [...contact.identities, identity] };
  saveContact(state, grown);
  for (const chat of chats) saveChat(state, { ...chat, contact_id: grown.id });
  return grown;
}

/** Makes an address nobody's. */
export function forgetAddress(state: State, address: string): void {
  state.contactIds.set(address, "");
}

/** The chats at an address: each channel has one at most. */
const chatsAt = (state: State, address: string): readonly Chat[] =>
  [...state.channels.values()].flatMap(({ id }) => chatAt(state, id, address) ?? []);
