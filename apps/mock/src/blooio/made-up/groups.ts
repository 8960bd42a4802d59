import { chance } from "../../model/made-up/chance.ts";
import { numbered, recurring } from "../../model/made-up/numbered.ts";
import type { SharedRecords } from "../../model/records.ts";
import type { Chat, Group, Identity } from "../records.ts";
import { personNumberOf } from "./people.ts";
import { chatsPerParty, round, type Place } from "./places.ts";

/** The groups of a tenant. */
export interface MadeUpGroups {
  /** In the order of their creation. */
  readonly groups: Required<SharedRecords<Group>>;
  /** Those that may have somebody with this address. */
  groupsNear(address: string): SharedRecords<Group>;
}

interface Source {
  readonly seed: number;
  /** How many chats there are. */
  readonly count: number;
  readonly places: readonly Place[];
  readonly chatAt: (chat: number) => Chat;
  readonly identityAt: (chat: number) => Identity;
  readonly lastTimeAt: (chat: number) => number;
  readonly numberIn: (groupId: string) => number;
}

const aspects = { members: 41, name: 42 } as const;

const names = ["Saturday market", null, "Street festival", "Family Lindqvist", null, "Office lunch"] as const;

/** How long before their latest message groups were made. */
const sinceBefore = 60 * 24 * 3_600_000;

/** The groups of the group chats. Who is in them has a chat of the same type in the same round: so members are known people. */
export function madeUpGroups({ seed, count, places, ...of }: Source): MadeUpGroups {
  const groupPlaces = [...places.keys()].filter((place) => places[place]?.kind === "groups");
  const chats = recurring(groupPlaces, round, count);

  const membersOf = (chat: number): Group["members"] => {
    const { type } = (places[chat % round] as Place).channel;
    const first = chat - (chat % round);
    const candidates = [...places.keys()].filter((place) => {
      const { channel, kind } = places[place] as Place;
      return kind === "contact" && channel.type === type && first + place < count;
    });
    const start = chance(Math.max(1, candidates.length), seed, aspects.members, chat);
    const members = [...candidates.slice(start), ...candidates.slice(0, start)].slice(0, 3);
    return members.map((place) => {
      const { address, channelType, id } = of.identityAt(first + place);
      return { identity_id: id, channel_type: channelType, identifier: address };
    });
  };
  const groupAt = (number: number): Group => {
    const chat = chats.at(number);
    const { channel_id, channel_type, group_id, id } = of.chatAt(chat);
    return {
      id: group_id ?? "",
      channel_id,
      channel_type,
      name: names[chance(names.length, seed, aspects.name, chat)] ?? null,
      chat_id: id,
      created_at: of.lastTimeAt(chat) - sinceBefore,
      members: membersOf(chat),
    };
  };
  const indexOf = (chat: number): number =>
    Math.floor(chat / round) * groupPlaces.length + groupPlaces.indexOf(chat % round);
  const groups = numbered(chats.length, groupAt, (id) => indexOf(of.numberIn(id)));
  return {
    groups,
    groupsNear(address) {
      const person = personNumberOf(address);
      if (person === undefined) return [];
      const first = Math.floor((person * chatsPerParty) / round) * groupPlaces.length;
      const ofRound = Array.from({ length: groupPlaces.length }, (_, index) => chats.length - 1 - first - index);
      const found = ofRound.filter((index) => index >= 0).toReversed();
      return { length: found.length, at: (index) => groups.at(found[index] ?? -1) };
    },
  };
}
