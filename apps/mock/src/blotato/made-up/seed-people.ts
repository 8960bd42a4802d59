import type { Random } from "../../model/random.ts";
import type { MessagingPlatform, Participant } from "../records.ts";

const firstNames = [
  "Ada",
  "Amara",
  "Anouk",
  "Bao",
  "Cleo",
  "Dário",
  "Elif",
  "Emeka",
  "Farah",
  "Goran",
  "Hana",
  "Imani",
  "Ines",
  "Jonas",
  "Kaia",
  "Kofi",
  "Lakshmi",
  "Leila",
  "Mateo",
  "Mei",
  "Nadia",
  "Noor",
  "Oskar",
  "Paloma",
  "Quinn",
  "Rafael",
  "Sanna",
  "Seo-yeon",
  "Tariq",
  "Tomás",
  "Uma",
  "Viktor",
  "Wanjiru",
  "Xochitl",
  "Yusuf",
  "Zofia",
] as const;

const lastNames = [
  "Abara",
  "Bianchi",
  "Castellan",
  "Duarte",
  "Eklund",
  "Farrow",
  "Grünfeld",
  "Haddad",
  "Ivanova",
  "Jokinen",
  "Kapoor",
  "Lindqvist",
  "Mbeki",
  "Nakano",
  "Okonjo",
  "Petrov",
  "Quispe",
  "Rahimi",
  "Sørby",
  "Tanaka",
  "Ueland",
  "Vargas",
  "Whitlock",
  "Yilmaz",
  "Zielinska",
] as const;

/** What is not known of a person. */
export interface Unknowns {
  readonly id: boolean;
  readonly name: boolean;
  readonly username: boolean;
  readonly picture: boolean;
}

/** A person of the seed, told apart from all others by `number`. */
export function drawParticipant(
  random: Random,
  platform: MessagingPlatform,
  number: number,
  unknown: Unknowns,
): Participant {
  const name = `${random.pick(firstNames)} ${random.pick(lastNames)}`;
  const words = asciiWords(name);
  const id = participantId(random, platform, number);
  return {
    id: unknown.id ? null : id,
    name: unknown.name ? null : name,
    profileImageUrl: unknown.picture ? null : `https://cdn.example.com/avatars/${words.join("-")}-${number}.jpg`,
    username: unknown.username ? null : username(platform, words, number),
  };
}

function username(platform: MessagingPlatform, words: readonly string[], number: number): string {
  switch (platform) {
    case "bluesky":
      return `${words.join("-")}-${number}.example.com`;
    case "twitter":
      return `${words.join("_")}_${number}`;
    case "facebook":
    case "instagram":
      return `${words.join(".")}.${number}`;
  }
}

/** A platform's id of a person, unique by its number and as long as the platform's ids are. */
export function participantId(random: Random, platform: MessagingPlatform, number: number): string {
  const digits = (length: number): string => Array.from({ length }, () => random.integer(0, 9)).join("");
  const unique = String(number).padStart(4, "0");
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

/** The number that a person of the seed would have, by a platform's id; of no meaning for any other id. */
export function participantNumber(platform: MessagingPlatform, id: string): number {
  return Number(id.slice({ bluesky: 28, facebook: 12, instagram: 13, twitter: 15 }[platform]));
}

function asciiWords(name: string): readonly string[] {
  const plain = name.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("ø", "o").toLowerCase();
  return plain.split(/[^a-z]+/);
}
