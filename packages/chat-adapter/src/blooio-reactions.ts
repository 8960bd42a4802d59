import { defaultEmojiResolver, getEmoji, type EmojiValue } from "chat";

/** The reactions that Blooio knows, and the emoji of Chat SDK that stand for them. */
const emojiOf = {
  love: "heart",
  like: "thumbs_up",
  dislike: "thumbs_down",
  laugh: "laugh",
  emphasize: "exclamation",
  question: "question",
} as const;

/** @returns undefined when Blooio has no such reaction */
export function reactionOf(emoji: EmojiValue | string): string | undefined {
  const given = typeof emoji === "string" ? emoji : emoji.name;
  const { name } = defaultEmojiResolver.fromGChat(given);
  return Object.entries(emojiOf).find((pair) => pair.includes(given) || pair.includes(name))?.[0];
}

/** The emoji for a reaction: one of Blooio's names or a character, with a sign before it or without. */
export function emojiFor(reaction: string): EmojiValue {
  const plain = reaction.replace(/^[+-]/, "");
  const own = Object.hasOwn(emojiOf, plain) ? emojiOf[plain as keyof typeof emojiOf] : undefined;
  return own === undefined ? defaultEmojiResolver.fromGChat(plain) : getEmoji(own);
}
