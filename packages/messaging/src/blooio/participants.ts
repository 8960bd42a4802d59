import type { Chat, Contact } from "@switchboard/blooio";
import { getContact, listGroupMembers } from "@switchboard/blooio/operations";

import type { Core } from "../core/client.ts";
import { unlessGone } from "../core/errors.ts";
import type { CallOptions } from "../core/options.ts";
import { itemsIn, objectIn } from "../core/result.ts";

/** Somebody on the other side of a chat. */
export interface ChatParticipant {
  /**
   * Their phone number or e-mail address in this chat. Undefined for a person who is not among the contacts: the service tells the
   * addresses of contacts and of group members only.
   */
  readonly identifier: string | undefined;
  /** What the organization calls them; undefined for strangers, and for contacts without a name. */
  readonly name: string | undefined;
  /** Undefined for a stranger. */
  readonly contact: Contact | undefined;
}

/** A chat, as lists and `get` give it. Only the fields about its participants are read. */
export type ChatWithParticipants = Pick<Chat, "contact_id" | "group_id" | "identity_id">;

/** Finds out who takes part in chats. */
export interface Participants {
  /**
   * Says who is on the other side of a chat: the person of a direct chat, or the members of a group.
   *
   * It makes one request for a contact, none for a stranger, and for a group one for its members and one for each contact among them.
   *
   * @throws ApiError of the kind `notFound` when the group of the chat is gone
   * @example
   * for await (const chat of blooio.chats.list({ state: "open" })) {
   *   const people = await blooio.chats.participants(chat);
   *   console.log(chat.id, people.map(({ name, identifier }) => name ?? identifier ?? "a stranger").join(", "));
   * }
   */
  participants(chat: ChatWithParticipants, options?: CallOptions): Promise<ChatParticipant[]>;
}

export function createParticipants({ call }: Core): Participants {
  /** A contact may be deleted, or merged into another one, after the chat was read. */
  const contactOf = async (
    contactId: string | null | undefined,
    options?: CallOptions,
  ): Promise<Contact | undefined> => {
    if (typeof contactId !== "string") return undefined;
    return unlessGone(call(getContact, { path: { contactId } }, options, objectIn("data")));
  };

  const membersOf = async (groupId: string, options?: CallOptions): Promise<ChatParticipant[]> => {
    const members = await call(listGroupMembers, { path: { groupId } }, options, itemsIn("data"));
    const ids = new Set(members.map(({ contact_id: contactId }) => contactId));
    const contacts = new Map(
      await Promise.all([...ids].map(async (id) => [id, await contactOf(id, options)] as const)),
    );
    return members.map(({ contact_id: contactId, identifier }) => participant(contacts.get(contactId), identifier));
  };

  return {
    participants: async ({ contact_id: contactId, group_id: groupId, identity_id: identityId }, options) => {
      if (typeof groupId === "string") return membersOf(groupId, options);
      const contact = await contactOf(contactId, options);
      return [participant(contact, contact?.identities?.find(({ id }) => id === identityId)?.identifier)];
    },
  };
}

const participant = (contact: Contact | undefined, identifier: string | undefined): ChatParticipant => ({
  identifier,
  name: contact?.name ?? undefined,
  contact,
});
