import type { Random } from "../../model/random.ts";
import { settled, settledFailure, type Delivery, type Failure } from "../conversations/delivery.ts";
import type { Account, Conversation, Message, MessagingPlatform, Participant } from "../records.ts";
import { accounts, subaccounts } from "./seed-accounts.ts";
import { exchanges } from "./seed-dialogues.ts";
import { drawParticipant } from "./seed-people.ts";

/** A conversation and its messages, oldest first, before ids are given by age. */
export interface ConversationDraft {
  readonly conversation: Omit<Conversation, "id">;
  readonly messages: readonly MessageDraft[];
}

export type MessageDraft = Omit<Message, "id" | "conversationId">;

export const conversationsPerPlatform = 36;

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const linesPerExchange = 4;

const closedWindow: Failure = {
  code: null,
  message: "The reply window has closed: the person last wrote too long ago.",
};
const unwanted: Failure = { code: null, message: "The person does not accept messages from this account." };

/** What became of the last message in the newest conversations of each platform: every status is on the first page. */
const freshDeliveries: readonly Delivery[] = [
  settled("queued"),
  settled("processing"),
  settled("sent"),
  settledFailure(closedWindow),
];

/** The conversations of one platform: most are ordinary, and each thing that can be missing is missing somewhere. */
export function draftConversations(random: Random, platform: MessagingPlatform, start: number): ConversationDraft[] {
  const drafts: ConversationDraft[] = [];
  for (let index = 0; index < conversationsPerPlatform; index += 1) {
    // Some end in the same second as another one, as a list's order must bear.
    const twin = index % 12 === 11 ? drafts.at(-1) : undefined;
    const endedAt = twin?.conversation.updatedAt ?? start - ageOfEnd(random, index);
    drafts.push(draftConversation(random, platform, index, endedAt));
  }
  return drafts;
}

function ageOfEnd(random: Random, index: number): number {
  return index < freshDeliveries.length
    ? index * 4 * minute + random.integer(60, 200) * second
    : random.integer(3_600, 30 * 86_400) * second;
}

function draftConversation(
  random: Random,
  platform: MessagingPlatform,
  index: number,
  endedAt: number,
): ConversationDraft {
  const account = accountFor(platform, index);
  const participants = drawParticipants(random, platform, index, index * 2 + 1);
  const theirId = participants[0]?.id ?? null;
  const lines = drawLines(random, index, theirId === null);
  const times = drawTimes(random, lines.length, endedAt);
  const ownId = platform === "facebook" ? pageFor(account, index) : account.platformId;
  const messages = lines.map(({ text, isOurs }, position): MessageDraft => ({
    accountId: account.id,
    platform,
    direction: isOurs ? "outbound" : "inbound",
    senderId: isOurs ? ownId : theirId,
    recipientId: isOurs && theirId !== null ? theirId : ownId,
    text,
    createdAt: times[position] ?? endedAt,
    delivery: isOurs ? pastDelivery(random, index, position === lines.length - 1) : settled("delivered"),
  }));
  const createdAt = times[0] ?? endedAt;
  return { conversation: { accountId: account.id, platform, participants, createdAt, updatedAt: endedAt }, messages };
}

/** The accounts of a platform in turn. */
export function accountFor(platform: MessagingPlatform, index: number): Account {
  const candidates = accounts.filter((account) => account.platform === platform);
  const account = candidates[index % candidates.length];
  if (account === undefined) throw new Error(`The seed has no account on ${platform}`);
  return account;
}

/** The pages of a Facebook account in turn. */
export function pageFor(account: Account, index: number): string {
  const pages = subaccounts.filter(({ accountId }) => accountId === account.id);
  return pages[index % pages.length]?.id ?? account.platformId;
}

/**
 * Who takes part in a conversation, as its place among those of its platform says.
 *
 * @param number of the first person; the number after it is free as well
 */
export function drawParticipants(
  random: Random,
  platform: MessagingPlatform,
  index: number,
  number: number,
): readonly Participant[] {
  const isGroupPlatform = platform === "instagram" || platform === "twitter";
  const first = drawParticipant(random, platform, number, {
    id: index === 20,
    name: [7, 13, 22].includes(index),
    username: [9, 13, 26].includes(index) || (platform === "facebook" && index % 2 === 1),
    picture: index % 5 === 4,
  });
  if (isGroupPlatform && index === 30) return [];
  if (!isGroupPlatform || index !== 10) return [first];
  const other = drawParticipant(random, platform, number + 1, {
    id: false,
    name: false,
    username: false,
    picture: true,
  });
  return [first, other];
}

interface Line {
  readonly text: string;
  readonly isOurs: boolean;
}

/** 3 to 12 lines. Nobody can answer a person without an id, so only their own lines are left. */
function drawLines(random: Random, index: number, isUnanswerable: boolean): readonly Line[] {
  const drawn = random.integer(3, 12);
  const endsWithUs = index < freshDeliveries.length;
  const length = endsWithUs ? Math.max(4, drawn - (drawn % 2)) : drawn;
  const left = [...exchanges];
  const lines: Line[] = [];
  while (lines.length < length) {
    const [exchange = []] = left.splice(random.integer(0, left.length - 1), 1);
    const said = exchange.map((text, position) => ({ text, isOurs: position % 2 === 1 }));
    lines.push(...said.filter(({ isOurs }) => !(isUnanswerable && isOurs)));
  }
  return lines.slice(0, length);
}

/** When each line was written: minutes apart within an exchange, hours or days between two. */
function drawTimes(random: Random, count: number, endedAt: number): readonly number[] {
  const times = [endedAt];
  for (let position = count - 1; position > 0; position -= 1) {
    const gap =
      position % linesPerExchange === 0 ? random.integer(3 * hour, 3 * day) : random.integer(minute, 40 * minute);
    times.unshift((times[0] ?? endedAt) - Math.round(gap / second) * second);
  }
  return times;
}

/** What became of a message of ours, in a conversation with so many newer ones on its platform. */
export function pastDelivery(random: Random, index: number, isLast: boolean): Delivery {
  const fresh = isLast ? freshDeliveries[index] : undefined;
  if (fresh !== undefined) return fresh;
  const chance = random.integer(1, 20);
  if (chance === 1) return settledFailure(random.pick([closedWindow, unwanted]));
  return settled(chance === 2 ? "sent" : "delivered");
}
