import { unprocessable } from "./errors.ts";
import type { ChannelType, Contact, Identity } from "./records.ts";

const phoneNumber = /^\+[1-9]\d{6,14}$/;
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Only Blooio's own channels, which are iMessage, reach an e-mail address. */
export const reaches = (type: ChannelType, address: string): boolean => phoneNumber.test(address) || type === "blooio";

/** Whether a text is a phone number or an e-mail address. */
export const isAddress = (text: string): boolean => phoneNumber.test(text) || email.test(text);

/** @throws BlooioError when a text is neither a phone number nor an e-mail address */
export function checkAddress(address: string): void {
  if (isAddress(address)) return;
  throw unprocessable(
    "invalid_recipient",
    `to: ${JSON.stringify(address)} is neither a phone number such as +15555550142 nor an e-mail address`,
  );
}

/** How a contact is known on a channel type, at an address. */
export const identityAt = (contact: Contact | undefined, type: ChannelType, address: string): Identity | undefined =>
  contact?.identities.find((identity) => identity.channelType === type && identity.address === address);
