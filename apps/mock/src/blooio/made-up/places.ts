import { chance } from "../../model/made-up/chance.ts";
import type { Channel, ChannelType, ChatState } from "../records.ts";

/** After so many chats, their kinds, channels, states and lengths repeat. So all chats of a kind are found without a walk. */
export const round = 144;

/** Two chats in a row belong to one party: a person who is a contact, a stranger, or a pair of groups. */
export const chatsPerParty = 2;
export const partiesPerRound: number = round / chatsPerParty;
export const partyOf = (chat: number): number => Math.floor(chat / chatsPerParty);

export type PartyKind = "contact" | "stranger" | "groups";

export function kindOf(party: number): PartyKind {
  const place = party % partiesPerRound;
  if (place % 18 === 7) return "groups";
  return place % 24 === 10 ? "stranger" : "contact";
}

/** Independent of the other random parts of a chat. */
const lengthAspect = 31;

const types: readonly ChannelType[] = ["blooio", "whatsapp", "twilio", "whatsapp_business", "rcs_business", "amb"];

/** The states of the chats of one channel type, the newest first. */
const states: readonly ChatState[] = [
  ...(["open", "open", "closed", "open", "blocked", "open", "deprecated", "open", "closed", "open", "closed"] as const),
  ...(["blocked", "open", "deprecated", "open", "closed", "open", "blocked", "closed", "deprecated", "open"] as const),
  ...(["closed", "blocked", "deprecated"] as const),
];

/** What is the same for a chat in every round. */
export interface Place {
  readonly kind: PartyKind;
  readonly channel: Channel;
  readonly state: ChatState;
  /** How many messages the chat has, unless a size is given. In one chat of a person and one group nobody has said anything yet. */
  readonly length: number;
}

/** The places of a round, in the order of its chats: every channel type in every state, on channels of every status. */
export function placesOf(seed: number, channels: readonly Channel[]): readonly Place[] {
  return Array.from({ length: round }, (_, place) => {
    const party = partyOf(place);
    const kind = kindOf(party);
    const turn = Math.floor(party / types.length);
    const isSecond = place % chatsPerParty === 1;
    const rank = turn * chatsPerParty + Number(isSecond);
    const state = states[rank] ?? "open";
    // The two chats of a party are on channels of different types, so that nobody has two chats on one channel.
    const shift = isSecond ? 1 + (turn % (types.length - 1)) : 0;
    const type = kind === "groups" ? (isSecond ? "whatsapp" : "blooio") : types[(party + shift) % types.length];
    const channel = channelOf(
      channels.filter((each) => each.type === type),
      kind,
      rank,
    );
    if (channel === undefined) throw new Error(`Blooio's made-up data has no channel of type ${type}`);
    const isSilent = place === 14 || place === 29;
    return { kind, channel, state, length: isSilent ? 0 : 3 + chance(10, seed, lengthAspect, place) };
  });
}

/** Groups and most open chats are on channels that can send; every third open chat is not, and others are on any channel. */
function channelOf(ofType: readonly Channel[], kind: PartyKind, rank: number): Channel | undefined {
  const [active, inactive] = [true, false].map((isActive) =>
    ofType.filter(({ status }) => (status === "active") === isActive),
  ) as [Channel[], Channel[]];
  if (kind === "groups") return active[0];
  if (states[rank] !== "open") return ofType[rank % ofType.length];
  const openBefore = states.slice(0, rank).filter((state) => state === "open").length;
  const choices = openBefore % 3 === 2 ? inactive : active;
  return choices[Math.floor(openBefore / 3) % choices.length];
}
