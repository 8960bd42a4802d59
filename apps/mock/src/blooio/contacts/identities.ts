import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { identityAt, isAddress, reaches } from "../addresses.ts";
import { saveChat } from "../chats/chat-store.ts";
import { protocolOf } from "../chats/delivery.ts";
import { conflict, FlatBlooioError, invalidField, notFound } from "../errors.ts";
import type { ChannelType, Contact, Identity } from "../records.ts";
import { immediateFailureOf } from "../sends/unreachable-numbers.ts";
import type { State } from "../state.ts";
import { chatsOf, contactAt, findContact, forgetAddress, saveContact, withIdentity } from "./contact-store.ts";

interface IdentityBody {
  readonly identifier: string;
  readonly channel_type?: ChannelType;
  readonly name?: string | null;
}

/** @throws BlooioError when an address is invalid, cannot be reached on a channel type, or belongs to somebody already */
export function checkIdentity(state: State, contact: Contact | undefined, type: ChannelType, address: string): void {
  if (!isAddress(address)) throw invalidField("identifier", "is neither a phone number nor an e-mail address");
  if (!reaches(type, address)) throw invalidField("identifier", `must be a phone number for the channel type ${type}`);
  const owner = contactAt(state, address);
  if (owner === undefined || (owner.id === contact?.id && identityAt(contact, type, address) === undefined)) return;
  throw conflict("conflict", `The address ${address} belongs to the contact ${owner.id}.`);
}

export function listContactIdentities(state: State, { path }: OperationRequest): OperationResponse {
  const contact = findContact(state, path["contactId"]);
  const data = contact.identities.map((identity) => showIdentity(contact, identity));
  return { status: 200, body: { data, has_more: false, next_cursor: null } };
}

export function attachContactIdentity(state: State, { body, path }: OperationRequest): OperationResponse {
  const contact = findContact(state, path["contactId"]);
  const { channel_type: type = "blooio", identifier } = body as IdentityBody;
  checkIdentity(state, contact, type, identifier);
  const grown = withIdentity(state, contact, type, identifier);
  return { status: 201, body: { data: showIdentity(grown, grown.identities.at(-1) as Identity) } };
}

/** The chats at the old address continue at the new one. */
export function updateContactIdentity(state: State, { body, path }: OperationRequest): OperationResponse {
  const contact = findContact(state, path["contactId"]);
  const identity = identityIn(contact, path["identityId"]);
  const { identifier: address, name = contact.name } = body as IdentityBody;
  if (address !== identity.address) checkIdentity(state, contact, identity.channelType, address);
  const moved = { ...identity, address };
  const changed = {
    ...contact,
    name,
    identities: contact.identities.map((each) => (each === identity ? moved : each)),
  };
  forgetAddress(state, identity.address);
  saveContact(state, changed);
  for (const chat of chatsOf(state, contact.id))
    if (chat.identity_id === identity.id) saveChat(state, { ...chat, address });
  return { status: 200, body: { data: showIdentity(changed, moved) } };
}

export function detachContactIdentity(state: State, { path }: OperationRequest): OperationResponse {
  const contact = findContact(state, path["contactId"]);
  const { address, id } = identityIn(contact, path["identityId"]);
  forgetAddress(state, address);
  saveContact(state, { ...contact, identities: contact.identities.filter((identity) => identity.id !== id) });
  for (const chat of chatsOf(state, contact.id))
    if (chat.identity_id === id) saveChat(state, { ...chat, contact_id: null });
  return { status: 200, body: { data: { id, detached: true } } };
}

/** What an active blooio channel finds out about each address. */
export function getContactCapabilities(state: State, { path }: OperationRequest): OperationResponse {
  const contact = findContact(state, path["contactId"]);
  const isActive = [...state.channels.values()].some(({ status, type }) => type === "blooio" && status === "active");
  if (!isActive)
    throw new FlatBlooioError(409, "no_active_blooio_channel", "This key has no active blooio channel to look it up.");
  const data = contact.identities.map((identity) => {
    const { contact_id: _contact, created_at: _created, ...shown } = showIdentity(contact, identity);
    return { ...shown, capabilities: capabilitiesOf(identity) };
  });
  return { status: 200, body: { data } };
}

function capabilitiesOf({ address, channelType }: Identity): Record<string, boolean> {
  if (channelType !== "blooio") return { [protocolOf(channelType) ?? "messages"]: true };
  const isPhone = !address.includes("@");
  return { imessage: immediateFailureOf(channelType, address) === undefined, sms: isPhone, rcs: isPhone };
}

function identityIn(contact: Contact, id = ""): Identity {
  const identity = contact.identities.find((each) => each.id === id);
  if (identity === undefined) throw notFound(`The contact ${contact.id} has no identity ${JSON.stringify(id)}.`);
  return identity;
}

const showIdentity = (contact: Contact, { address, channelType, createdAt, id }: Identity) => ({
  id,
  contact_id: contact.id,
  channel_type: channelType,
  identifier: address,
  channel_id: null,
  created_at: createdAt ?? contact.created_at,
});
