import { randomOf } from "../../model/made-up/chance.ts";
import { nameOf } from "../../model/made-up/names.ts";
import type { Random } from "../../model/random.ts";
import type { MessagingPlatform, Participant } from "../records.ts";

/** What the platform leaves out about a person. */
type Unknowns = Readonly<Record<"id" | "name" | "username" | "picture", boolean>>;

/** How many kinds of conversations each platform has, which come again and again. */
export const variants = 36;

/**
 * Who takes part in a conversation. Most are ordinary, and everything that can be missing is missing in some.
 *
 * @param variant the place of the conversation among those of its platform, below {@link variants}
 * @param person the number of the first person; the number after it is free as well
 */
export function participantsOf(
  seed: number,
  platform: MessagingPlatform,
  variant: number,
  person: number,
): readonly Participant[] {
  const random = randomOf(seed, person);
  const isGroupPlatform = platform === "instagram" || platform === "twitter";
  if (isGroupPlatform && variant === 30) return [];
  const first = participant(random, platform, person, {
    id: variant === 20,
    name: [7, 13, 22].includes(variant),
    username: [9, 13, 26].includes(variant) || (platform === "facebook" && variant % 2 === 1),
    picture: variant % 5 === 4,
  });
  if (!isGroupPlatform || variant !== 10) return [first];
  return [first, participant(random, platform, person + 1, { id: false, name: false, username: false, picture: true })];
}

function participant(random: Random, platform: MessagingPlatform, person: number, unknown: Unknowns): Participant {
  const { full, words } = nameOf(random.integer(0, 999));
  const id = platformIdOf(random, platform, person);
  return {
    id: unknown.id ? null : id,
    name: unknown.name ? null : full,
    profileImageUrl: unknown.picture ? null : `https://cdn.example.com/avatars/${words.join("-")}-${person}.jpg`,
    username: unknown.username ? null : usernameOf(platform, words, person),
  };
}

function usernameOf(platform: MessagingPlatform, words: readonly string[], person: number): string {
  switch (platform) {
    case "bluesky":
      return `${words.join("-")}-${person}.example.com`;
    case "twitter":
      return `${words.join("_")}_${person}`;
    case "facebook":
    case "instagram":
      return `${words.join(".")}.${person}`;
  }
}

/** A platform's id of a person, unique by its number and as long as the platform's ids are. */
export function platformIdOf(random: Random, platform: MessagingPlatform, person: number): string {
  const digits = (length: number): string => Array.from({ length }, () => random.integer(0, 9)).join("");
  const unique = String(person).padStart(4, "0");
  switch (platform) {
    case "bluesky":
      return `did:plc:${random.id(20)}${unique}`;
    case "facebook":
      return `61${digits(10)}${unique}`;
    case "instagram":
      return `1784${digits(9)}${unique}`;
    case "twitter":
      return `15${digits(13)}${unique}`;
  }
}

/** The number in a platform's id of a made-up person; meaningless for any other id. */
export function personIn(platform: MessagingPlatform, id: string): number {
  return Number(id.slice({ bluesky: 28, facebook: 12, instagram: 13, twitter: 15 }[platform]));
}
