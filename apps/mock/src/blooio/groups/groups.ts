import type { CollectionRow } from "../../model/collection.ts";
import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { isAddress, reaches } from "../addresses.ts";
import { contactAt } from "../contacts/contact-store.ts";
import { conflict, invalidField, unprocessable } from "../errors.ts";
import { emit } from "../events/emit.ts";
import type { Group } from "../records.ts";
import type { State } from "../state.ts";
import { pictureIn } from "../uploads.ts";
import { findGroup, groupOf, hasGroups, newGroup, saveGroup } from "./group-store.ts";

/** The groups as a row of a collection. */
export const groupRow: Omit<CollectionRow<State, Group, never>, "operations"> = {
  name: "group",
  records: ({ groups }) => groups,
  show: showGroup,
};

interface NewGroup {
  readonly channel_id: string;
  readonly name?: string;
  readonly members: readonly (string | { readonly identifier: string })[];
}

/** Makes a group, or gives the one that the same people have already. */
export function createGroup(state: State, { body }: OperationRequest): OperationResponse {
  const { channel_id: channelId, members, name } = body as NewGroup;
  const channel = state.channels.get(channelId);
  if (channel === undefined) throw invalidField("channel_id", `names no channel: ${JSON.stringify(channelId)}`);
  if (!hasGroups(channel.type))
    throw invalidField("channel_id", `names a channel of type ${channel.type}, without groups`);
  const people = [...new Set(members.map((member) => (typeof member === "string" ? member : member.identifier)))];
  const invalid = people.filter((address) => !isAddress(address) || !reaches(channel.type, address));
  if (invalid.length > 0)
    throw unprocessable("invalid_members", `${channel.type} channels do not reach ${invalid.join(", ")}`, {
      members: invalid,
    });
  const known = groupOf(state, channel, people) ?? newGroup(state, channel, people, null);
  const group = name === undefined ? known : { ...known, name };
  saveGroup(state, group);
  return { status: 201, body: { data: showGroup(group, state) } };
}

export function updateGroup(state: State, { body, path }: OperationRequest): OperationResponse {
  const group = findGroup(state, path["groupId"]);
  const { name } = body as { readonly name: string };
  state.groups.put({ ...group, name });
  emit(state, "group.name_changed", { group_id: group.id, chat_id: group.chat_id, name, previous_name: group.name });
  return { status: 200, body: { data: showGroup({ ...group, name }, state) } };
}

export const listGroupMembers = (state: State, { path }: OperationRequest): OperationResponse => ({
  status: 200,
  body: { data: membersOf(state, findGroup(state, path["groupId"])) },
});

export function setGroupIcon(state: State, request: OperationRequest): OperationResponse {
  const group = linkedGroup(state, request.path["groupId"]);
  const { url } = pictureIn(request, "icon");
  setIcon(state, group, url);
  return { status: 200, body: { data: { id: group.id, icon_url: url } } };
}

export function removeGroupIcon(state: State, { path }: OperationRequest): OperationResponse {
  const group = linkedGroup(state, path["groupId"]);
  setIcon(state, group, undefined);
  return { status: 200, body: { data: { id: group.id, removed: true } } };
}

function setIcon(state: State, group: Group, url: string | undefined): void {
  state.groups.put({ ...group, icon_url: url });
  emit(state, "group.icon_changed", { group_id: group.id, chat_id: group.chat_id, icon_url: url ?? null });
}

/** @throws BlooioError when the group is not there on a device */
function linkedGroup(state: State, id: string | undefined): Group {
  const group = findGroup(state, id);
  if (group.chat_id === null)
    throw conflict("conflict", `The group ${group.id} is not linked to a chat on a device: send a message first.`);
  return group;
}

/** A group as the API shows it. */
function showGroup(group: Group, state: State): Record<string, unknown> {
  const { channel_id, channel_type, chat_id, created_at, icon_url = null, id, name } = group;
  return {
    id,
    channel_id,
    channel_type,
    name,
    icon_url,
    chat_id,
    chat_linked: chat_id !== null,
    created_at,
    members: membersOf(state, group),
  };
}

const membersOf = (state: State, { members }: Group): readonly Record<string, unknown>[] =>
  members.map((member) => ({
    ...member,
    contact_id: contactAt(state, member.identifier)?.id ?? null,
    role: "member",
  }));
