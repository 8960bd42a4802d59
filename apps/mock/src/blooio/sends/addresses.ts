import type { ChannelType, Contact, Identity } from "../records.ts";
import { unprocessable } from "../refusals.ts";
import type { State } from "../state.ts";

const phoneNumber = /^\+[1-9]\d{6,14}$/;
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Only Blooio's own channels, which are iMessage, reach an e-mail address. */
export const reaches = (type: ChannelType, address: string): boolean => phoneNumber.test(address) || type === "blooio";

/** Whether a text is a phone number or an e-mail address. */
export const isAddress = (text: string): boolean => phoneNumber.test(text) || email.test(text);

/** @throws BlooioError when a text is neither a phone number nor an e-mail address */
export function checkAddress(address: string): void {
  if (isAddress(address)) return;
  const said = JSON.stringify(address);
  throw unprocessable(
    "invalid_recipient",
    `to: ${said} is neither a phone number such as +15555550142 nor an e-mail address`,
  );
}

/** How a contact is known on a channel type, at an address. */
export const identityAt = (contact: Contact | undefined, type: ChannelType, address: string): Identity | undefined =>
  contact?.identities.find((identity) => identity.channelType === type && identity.address === address);

/** The contact at an address, made when there is none, with an identity on the channel type. */
export function introduce(state: State, type: ChannelType, address: string, identityId: string): Contact {
  const known = state.contactAt(address);
  if (known !== undefined && identityAt(known, type, address) !== undefined) return known;
  const contact = known ?? { id: state.newId("ct"), name: null, identities: [] };
  const grown = { ...contact, identities: [...contact.identities, { id: identityId, channelType: type, address }] };
  state.saveContact(grown);
  return grown;
}
