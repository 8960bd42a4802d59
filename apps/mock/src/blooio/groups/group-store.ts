import { identityAt } from "../addresses.ts";
import { newChat } from "../chats/chat-store.ts";
import { contactAt } from "../contacts/contact-store.ts";
import { found } from "../errors.ts";
import type { Channel, ChannelType, Chat, Contact, Group } from "../records.ts";
import type { State } from "../state.ts";

/** @throws BlooioError when there is no such group */
export const findGroup = ({ groups }: State, id = ""): Group => found(groups.get(id), "group", id);

export const hasGroups = (type: ChannelType): boolean => type === "blooio" || type === "whatsapp";

const placeKey = (channelId: string, people: readonly string[]): string => [channelId, ...people.toSorted()].join(" ");

/** The group of some people on a channel, among those that this tenant made. */
export const groupOf = (state: State, { id }: Channel, people: readonly string[]): Group | undefined =>
  state.groups.get(state.groupIds.get(placeKey(id, people)) ?? "");

/** A group that is not saved yet. It has no chat before its first message. */
export function newGroup(state: State, channel: Channel, people: readonly string[], name: string | null): Group {
  const now = state.clock.now();
  return {
    id: state.ids.next("grp", now),
    channel_id: channel.id,
    channel_type: channel.type,
    name,
    chat_id: null,
    created_at: now,
    members: people.map((address) => ({
      identity_id: identityAt(contactAt(state, address), channel.type, address)?.id ?? state.ids.next("cid", now),
      channel_type: channel.type,
      identifier: address,
    })),
  };
}

export function saveGroup(state: State, group: Group): void {
  state.groups.put(group);
  const people = group.members.map(({ identifier }) => identifier);
  state.groupIds.set(placeKey(group.channel_id, people), group.id);
}

/** The chat of a group; not saved before the first message. */
export const chatOf = (state: State, group: Group, channel: Channel): Chat =>
  state.chats.get(group.chat_id ?? "") ?? {
    ...newChat(state, channel, ""),
    contact_id: null,
    identity_id: null,
    group_id: group.id,
    address: null,
  };

/** Makes a chat that of its group. */
export function linkGroup(state: State, { group_id: groupId, id }: Chat): void {
  const group = state.groups.get(groupId ?? "");
  if (group !== undefined && group.chat_id !== id) state.groups.put({ ...group, chat_id: id });
}

/** The groups in which a contact is, by any of their addresses. */
export function groupsWith(state: State, { identities }: Contact): readonly Group[] {
  const own = identities.flatMap(
    ({ address, channelType }) =>
      state.groups.page({
        list: "groups",
        limit: Number.POSITIVE_INFINITY,
        cursor: undefined,
        order: "descending",
        among: state.initial.groupsNear(address),
        matches: ({ members }) =>
          members.some(({ channel_type: type, identifier }) => identifier === address && type === channelType),
      }).items,
  );
  return [...new Map(own.map((group) => [group.id, group])).values()];
}
