import type { CollectionRow } from "../model/collection.ts";
import { identityAt } from "./addresses.ts";
import { deliveryOf } from "./chats/delivery.ts";
import { messagesOf } from "./chats/message-store.ts";
import type { ChannelType, Contact, Message } from "./records.ts";
import type { State } from "./state.ts";

/** The contacts as a row of a collection, for whichever operations of them the spec has. */
export const contactRow: Omit<CollectionRow<State, Contact, never>, "operations"> = {
  name: "contact",
  idPrefix: "ct",
  records: (state) => state.contacts,
  order: ({ sort }) => (sort === "oldest" ? "ascending" : "descending"),
  filters: {
    identifier: ({ identities }, value) => identities.some(({ address }) => address === value),
    q: ({ identities, name }, value) =>
      [name ?? "", ...identities.map(({ address }) => address)].some((text) =>
        text.toLowerCase().includes(String(value).toLowerCase()),
      ),
    tag: ({ tags }, value) => tags.some((tag) => tag === value),
    filter: (contact, value, state) => contactPasses[String(value)]?.(contact, state) ?? true,
  },
  show: showContact,
};

const contactPasses: Readonly<Record<string, (contact: Contact, state: State) => boolean>> = {
  has_tags: ({ tags }) => tags.length > 0,
  no_tags: ({ tags }) => tags.length === 0,
  inbound_last: (contact, state) => lastMessage(state, contact)?.direction === "inbound",
  outbound_last: (contact, state) => lastMessage(state, contact)?.direction === "outbound",
};

/** The latest message of all chats with a contact. */
function lastMessage(state: State, { id }: Contact): Message | undefined {
  const { items } = state.chats.page({
    list: "chats",
    limit: 1,
    cursor: undefined,
    order: "descending",
    among: state.initial.matching({ contact_id: id }),
    matches: (chat) => chat.contact_id === id && chat.last_message_at !== null,
  });
  const [chat] = items;
  return chat && messagesOf(state, chat.id).values("descending").next().value;
}

/** A contact as the API shows it. */
function showContact(contact: Contact, state: State): Record<string, unknown> {
  const { id, name, tags, identities, created_at } = contact;
  const last = lastMessage(state, contact);
  return {
    id,
    name,
    created_at,
    tags: [...tags],
    last_message_time: last?.created_at ?? null,
    last_direction: last?.direction ?? null,
    last_text: last?.text ?? null,
    last_status: last === undefined ? null : deliveryOf(state, last).status,
    identities: identities.map((identity) => ({
      id: identity.id,
      channel_type: identity.channelType,
      identifier: identity.address,
      channel_id: null,
      created_at,
    })),
  };
}

/** The contact who is reached at an address. */
export function contactAt({ contactIds, contacts, initial }: State, address: string): Contact | undefined {
  const id = contactIds.get(address) ?? initial.contactIdAt(address);
  return id === undefined ? undefined : contacts.get(id);
}

/** The contact at an address, made when there is none, with an identity on the channel type. */
export function introduce(state: State, type: ChannelType, address: string, identityId: string): Contact {
  const known = contactAt(state, address);
  if (known !== undefined && identityAt(known, type, address) !== undefined) return known;
  const contact = known ?? newContact(state);
  const grown = { ...contact, identities: [...contact.identities, { id: identityId, channelType: type, address }] };
  state.contacts.put(grown);
  for (const identity of grown.identities) state.contactIds.set(identity.address, grown.id);
  return grown;
}

function newContact({ clock, ids }: State): Contact {
  const now = clock.now();
  return { id: ids.next("ct", now), name: null, tags: [], identities: [], created_at: now };
}
