import type { InboxConversation, Person } from "@switchboard/messaging/inbox";

/** What a person is called; undefined for a stranger of whom nothing is known. */
export const nameOf = ({ address, handle, id, name }: Person): string | undefined => name ?? handle ?? address ?? id;

/** How a person is reached, beside the name. */
export const reachOf = ({ address, handle, name }: Person): string | undefined =>
  name === undefined ? undefined : (address ?? (handle === undefined ? undefined : `@${handle}`));

/** What a conversation is called: its group, or the people in it. Strangers differ only in the end of an id. */
export function titleOf(conversation: InboxConversation, groupName: string | undefined): string {
  const names = conversation.people.map((person) => nameOf(person) ?? "a stranger");
  if (groupName !== undefined) return groupName;
  if (isGroup(conversation)) return names.join(", ") || `Group …${conversation.id.slice(-6)}`;
  if (conversation.people.some((person) => nameOf(person) !== undefined)) return names.join(", ");
  const id = conversation.service === "blooio" ? conversation.raw.identity_id : undefined;
  return `Person …${(id ?? conversation.id).slice(-6)}`;
}

export const isGroup = (conversation: InboxConversation): boolean => groupIdOf(conversation) !== undefined;

export const groupIdOf = (conversation: InboxConversation): string | undefined =>
  conversation.service === "blooio" ? (conversation.raw.group_id ?? undefined) : undefined;

/** Up to two letters, in place of a picture. */
export const initialsOf = (title: string): string =>
  title
    .split(/[\s,]+/)
    .flatMap((word) => /\p{L}|\d/u.exec(word)?.[0] ?? [])
    .slice(0, 2)
    .join("")
    .toUpperCase();
