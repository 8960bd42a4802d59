import { unprocessable } from "./errors.ts";
import type { ChannelType, Contact, Identity } from "./records.ts";

const phoneNumber = /^\+[1-9]\d{6,14}$/;
/** What a provider calls a person whose address it keeps to itself, such as a customer of Apple Messages for Business. */
const opaqueId = /^urn:[a-z][a-z\d-]*:\S+$/i;
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Only Blooio's own channels, which are iMessage, reach an e-mail address, and only a provider's own channel its ids. */
export function reaches(type: ChannelType, address: string): boolean {
  if (opaqueId.test(address)) return type === "amb";
  return phoneNumber.test(address) || type === "blooio";
}

/** Whether a text is a phone number, an e-mail address or an opaque id of a provider. */
export const isAddress = (text: string): boolean => phoneNumber.test(text) || email.test(text) || opaqueId.test(text);

/** The E.164 number that is written in one of the common ways; one of ten digits is of North America. */
export function numberIn(text: string): string | undefined {
  const digits = text.replaceAll(/[\s().+-]/g, "");
  if (!/^[1-9]\d{6,14}$/.test(digits)) return undefined;
  return digits.length === 10 && !text.trim().startsWith("+") ? `+1${digits}` : `+${digits}`;
}

/** @throws BlooioError when nobody can be reached at a text */
export function checkAddress(address: string): void {
  if (isAddress(address)) return;
  throw unprocessable(
    "invalid_recipient",
    `to: ${JSON.stringify(address)} is neither a phone number such as +15555550142 nor an e-mail address, nor an id such as urn:mbid:…`,
  );
}

/** How a contact is known on a channel type, at an address. */
export const identityAt = (contact: Contact | undefined, type: ChannelType, address: string): Identity | undefined =>
  contact?.identities.find((identity) => identity.channelType === type && identity.address === address);
