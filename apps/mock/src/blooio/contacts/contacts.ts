import { createCollections, type CollectionRow } from "../../model/collection.ts";
import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { deliveryOf } from "../chats/delivery.ts";
import { saveChat } from "../chats/chat-store.ts";
import { messagesOf } from "../chats/message-store.ts";
import { style } from "../collection-style.ts";
import { badRequest } from "../errors.ts";
import type { ChannelType, Contact, Message } from "../records.ts";
import type { State } from "../state.ts";
import { chatsOf, findContact, newContact, saveContact, withIdentity } from "./contact-store.ts";
import { checkIdentity } from "./identities.ts";

type Query = OperationRequest["query"];

/** The contacts as a row of a collection. */
export const contactRow: Omit<CollectionRow<State, Contact, never>, "operations"> = {
  name: "contact",
  records: (state) => state.contacts,
  filters: { identifier: ({ identities }, value) => identities.some(({ address }) => address === value) },
  among: ({ initial }, { identifier }) => {
    if (typeof identifier !== "string") return undefined;
    const contact = initial.contacts.byId(initial.contactIdAt(identifier) ?? "");
    return contact === undefined ? [] : [contact];
  },
  show: showContact,
};

const byCursor = createCollections(style)({ ...contactRow, operations: { list: "listContacts" } });

/** The conditions of a search. Each of these parameters makes the list page by offset. */
const searches: Readonly<Record<string, (contact: Contact, value: unknown, state: State) => boolean>> = {
  q: ({ identities, name, tags }, value) =>
    [name ?? "", ...identities.map(({ address }) => address), ...tags].some((text) =>
      text.toLowerCase().includes(String(value).toLowerCase()),
    ),
  tag: ({ tags }, value) => tags.some((tag) => tag.toLowerCase() === String(value).toLowerCase()),
  filter: (contact, value, state) => contactPasses[String(value)]?.(contact, state) ?? true,
  sort: () => true,
  offset: () => true,
};

const contactPasses: Readonly<Record<string, (contact: Contact, state: State) => boolean>> = {
  has_tags: ({ tags }) => tags.length > 0,
  no_tags: ({ tags }) => tags.length === 0,
  inbound_last: (contact, state) => lastMessage(state, contact)?.direction === "inbound",
  outbound_last: (contact, state) => lastMessage(state, contact)?.direction === "outbound",
};

/** Lists contacts by cursor or, for a search or another order, by offset. */
export function listContacts(state: State, request: OperationRequest): OperationResponse {
  const { query } = request;
  const given = Object.entries(searches).filter(([name]) => query[name] !== undefined);
  const [first] = given;
  if (first === undefined) return byCursor.listContacts(state, request);
  if (query["cursor"] !== undefined)
    throw badRequest(`query cursor cannot be combined with ${first[0]}, which pages by offset`, { field: "cursor" });
  const { limit = 50, offset = 0 } = query as { readonly limit?: number; readonly offset?: number };
  const found = sorted(
    [...state.contacts.values(query["sort"] === "oldest" ? "ascending" : "descending")].filter(
      (contact) => isIdentified(contact, query) && given.every(([name, test]) => test(contact, query[name], state)),
    ),
    query["sort"],
  );
  const data = found.slice(offset, offset + limit).map((contact) => showContact(contact, state));
  const hasMore = offset + limit < found.length;
  const pagination = { limit, offset, total: found.length };
  return { status: 200, body: { data, has_more: hasMore, next_cursor: null, pagination } };
}

const isIdentified = ({ identities }: Contact, { identifier }: Query): boolean =>
  identifier === undefined || identities.some(({ address }) => address === identifier);

/** By name where that is wanted; those without one come last. */
function sorted(contacts: readonly Contact[], sort: unknown): readonly Contact[] {
  if (sort !== "name_asc" && sort !== "name_desc") return contacts;
  const named = contacts.filter(({ name }) => name !== null).toSorted((a, b) => compare(a.name ?? "", b.name ?? ""));
  return [...(sort === "name_asc" ? named : named.toReversed()), ...contacts.filter(({ name }) => name === null)];
}

const { compare } = new Intl.Collator("en");

export function createContact(state: State, { body }: OperationRequest): OperationResponse {
  const {
    channel_type: type = "blooio",
    identifier,
    name = null,
  } = body as { readonly channel_type?: ChannelType; readonly identifier?: string; readonly name?: string | null };
  if (identifier !== undefined) checkIdentity(state, undefined, type, identifier);
  const contact = newContact(state, name);
  if (identifier === undefined) saveContact(state, contact);
  const saved = identifier === undefined ? contact : withIdentity(state, contact, type, identifier);
  return { status: 201, body: { data: showContact(saved, state) } };
}

/** Their chats remain, as those of a stranger. */
export function deleteContact(state: State, { path }: OperationRequest): OperationResponse {
  const { id } = findContact(state, path["contactId"]);
  for (const chat of chatsOf(state, id)) saveChat(state, { ...chat, contact_id: null });
  state.contacts.remove(id);
  return { status: 200, body: { data: { id, deleted: true } } };
}

/** The latest message of all chats with a contact. */
function lastMessage(state: State, { id }: Contact): Message | undefined {
  const chat = chatsOf(state, id).find(({ last_message_at: lastAt }) => lastAt !== null);
  return chat && messagesOf(state, chat.id).values("descending").next().value;
}

/** A contact as the API shows it. */
export function showContact(contact: Contact, state: State): Record<string, unknown> {
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
      created_at: identity.createdAt ?? created_at,
    })),
  };
}
