import { randomOf } from "../../model/made-up/chance.ts";
import type { SharedRecords } from "../../model/records.ts";
import { posted, rejectedComment } from "../comments/publication.ts";
import type { Comment, Conversation } from "../records.ts";
import { senders } from "./accounts.ts";
import { platformIdOf } from "./participants.ts";

const minute = 60_000;
const hour = 60 * minute;

/** The posts below which there are comments, from among the made-up ones. */
const commentedPosts = [
  { id: "6701195", accountId: "40112" },
  { id: "6701196", accountId: "40113" },
] as const;

interface Row {
  readonly post: (typeof commentedPosts)[number];
  readonly text: string;
  /** What the account wrote below it, and whether the platform took it. */
  readonly reply?: readonly [text: string, steps: Comment["steps"]];
  /** Whether its author wrote direct messages too, afterwards. */
  readonly wroteLater: boolean;
}

const [rolls, course] = commentedPosts;

const rows: readonly Row[] = [
  {
    post: rolls,
    text: "Until when do you have the rolls?",
    reply: ["Until they are gone, which was at eleven last time.", posted],
    wroteLater: true,
  },
  {
    post: course,
    text: "Is there a place left on Saturday?",
    reply: ["Write to us, and we keep it for you.", rejectedComment],
    wroteLater: true,
  },
  { post: rolls, text: "The best in town.", wroteLater: true },
  {
    post: course,
    text: "Do you take part in the market again?",
    reply: ["Every second Sunday, from May on.", posted],
    wroteLater: false,
  },
  { post: rolls, text: "Which flour is that?", wroteLater: false },
];

export const firstCommentNumber = 5_210_001;
const firstPerson = 9_500;

/**
 * Comments below two posts, in the order of their creation. Some people wrote to the account afterwards: their chats hold messages and
 * comments. The ids are the same for each seed and size.
 */
export function madeUpComments(
  seed: number,
  start: number,
  conversations: SharedRecords<Conversation>,
): readonly Comment[] {
  let number = firstCommentNumber;
  const taken = new Set<string>();
  const comments = rows.flatMap(({ post, reply, text, wroteLater }, index): Comment[] => {
    const sender = senders.find(({ account }) => account.id === post.accountId);
    if (sender === undefined) throw new Error(`The made-up data has no sender for the account ${post.accountId}`);
    const { account, ownId, platform } = sender;
    const conversation = wroteLater ? conversationOf(conversations, account.id, taken) : undefined;
    if (conversation !== undefined) taken.add(conversation.id);
    const personId =
      conversation?.participants[0]?.id ??
      platformIdOf(randomOf(seed, firstPerson, index), platform, firstPerson + index);
    const createdAt =
      conversation === undefined ? start - (20 + 7 * index) * hour : conversation.createdAt - 10 * minute;
    const place = { accountId: account.id, platform, postId: post.id, personId };
    const above = String(number++);
    const comment: Comment = {
      ...place,
      id: above,
      parentCommentId: null,
      isAuthor: false,
      authorId: personId,
      text,
      createdAt,
      steps: posted,
    };
    if (reply === undefined) return [comment];
    const own = { id: String(number++), parentCommentId: above, isAuthor: true, authorId: ownId };
    return [comment, { ...place, ...own, text: reply[0], createdAt: createdAt + 4 * minute, steps: reply[1] }];
  });
  return comments.toSorted((one, other) => one.createdAt - other.createdAt || Number(one.id) - Number(other.id));
}

/** The newest conversation of an account with a person whom the platform names, and of whom there is no comment yet. */
function conversationOf(
  conversations: SharedRecords<Conversation>,
  accountId: string,
  taken: ReadonlySet<string>,
): Conversation | undefined {
  for (let index = conversations.length - 1; index >= 0; index -= 1) {
    const conversation = conversations.at(index);
    if (conversation?.accountId !== accountId || taken.has(conversation.id)) continue;
    if (typeof conversation.participants[0]?.id === "string") return conversation;
  }
  return undefined;
}
