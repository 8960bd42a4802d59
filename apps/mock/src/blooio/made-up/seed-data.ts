import { createRandom } from "../../model/random.ts";
import { createIds } from "../ids.ts";
import type { Channel, Chat, Contact, Group, Identity, Message } from "../records.ts";
import { seedChannels } from "./seed-channels.ts";
import { seedDirectChats, type Introduce } from "./seed-chats.ts";
import { seedGroups } from "./seed-groups.ts";
import { people } from "./seed-people.ts";

/** What every tenant of a service begins with. Tenants share it and never change it. */
export interface SeedData {
  readonly organization: { readonly id: string; readonly name: string };
  /** The key's default priority. */
  readonly priorityId: string;
  readonly channels: readonly Channel[];
  readonly contacts: ReadonlyMap<string, Contact>;
  /** The contact who is reached at an address. */
  readonly contactIds: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly chats: ReadonlyMap<string, Chat>;
  /** Chat ids by channel and address, see `placeKey`. */
  readonly chatIds: ReadonlyMap<string, string>;
  /** By chat, oldest first. */
  readonly messages: ReadonlyMap<string, readonly Message[]>;
  readonly messagesSent: number;
}

/** Where a chat with one person is found: there is one on each channel. */
export const placeKey = (channelId: string, address: string): string => `${channelId} ${address}`;

/** Draws the data of a seed, all of it older than `now`. */
export function seedData(seed: number, now: number): SeedData {
  const random = createRandom(seed);
  const ids = createIds(random);
  const channels = seedChannels(ids, now);
  const contacts = new Map<string, Contact>();
  const contactIds = new Map<string, string>();
  const introduce: Introduce = (personIndex, channelType, address) => {
    const known = contactIds.get(people[personIndex]?.phone ?? "");
    const contactId = known ?? ids.next("ct", now);
    // The earlier beta wrote identity ids with another prefix.
    const identity: Identity = { id: ids.next(channelType === "amb" ? "idn" : "cid", now), channelType, address };
    const contact = contacts.get(contactId) ?? {
      id: contactId,
      name: people[personIndex]?.name ?? null,
      identities: [],
    };
    contacts.set(contactId, { ...contact, identities: [...contact.identities, identity] });
    for (const reached of [people[personIndex]?.phone, people[personIndex]?.email]) {
      if (reached !== undefined) contactIds.set(reached, contactId);
    }
    return { contactId, identityId: identity.id };
  };
  const direct = seedDirectChats(random, ids, channels, now, introduce);
  const groups = seedGroups(random, ids, channels, now);
  const all = [...direct, ...groups];
  return {
    organization: { id: ids.next("org", now), name: "Marlow Street Bakery" },
    priorityId: ids.next("priority", now),
    channels,
    contacts,
    contactIds,
    groups: new Map(groups.map(({ group }) => [group.id, group])),
    chats: new Map(all.map(({ chat }) => [chat.id, chat])),
    chatIds: new Map(direct.map(({ chat }) => [placeKey(chat.channel_id, chat.address ?? ""), chat.id])),
    messages: new Map(all.map(({ chat, messages }) => [chat.id, messages])),
    messagesSent: all.flatMap(({ messages }) => messages).filter(({ direction }) => direction === "outbound").length,
  };
}
