import { randomOf } from "../../model/made-up/chance.ts";
import { commentRepliedBefore, settled, settledFailure } from "../conversations/delivery.ts";
import type { Message } from "../records.ts";
import { senders } from "./accounts.ts";
import { platformIdOf } from "./participants.ts";

const texts = [
  "Thank you for asking. Here is the recipe: bread.example.com/rye",
  "You won the basket! When would you like to collect it?",
  "Sorry about the queue on Sunday. Your next coffee is on us.",
  "The course on Tuesday has one place left. Shall we keep it for you?",
] as const;

const perPlatform = 3;
const firstPerson = 9_000;
const day = 86_400_000;
const age = 31 * day;

/** Private replies to comments, oldest first. They have no conversation, and the last of each platform came second. */
export const commentReplies = (seed: number, start: number): readonly Omit<Message, "id">[] =>
  (["facebook", "instagram"] as const).flatMap((platform, turn) =>
    Array.from({ length: perPlatform }, (_, index): Omit<Message, "id"> => {
      const ofPlatform = senders.filter((sender) => sender.platform === platform);
      const { account, ownId } = ofPlatform[index % ofPlatform.length] ?? ofPlatform[0]!;
      const isSecond = index === perPlatform - 1;
      const place = turn * perPlatform + index;
      const random = randomOf(seed, firstPerson, place);
      return {
        conversationId: null,
        accountId: account.id,
        platform,
        direction: "outbound",
        senderId: isSecond ? null : ownId,
        recipientId: platformIdOf(random, platform, firstPerson + place),
        text: random.pick(texts),
        createdAt: start - age + place * 60_000,
        delivery: isSecond ? settledFailure(commentRepliedBefore) : settled("delivered"),
      };
    }),
  );
