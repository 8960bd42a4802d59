import { exampleIds } from "../generated/examples.ts";
import { drawUuid } from "../uuid.ts";
import { randomOf } from "../../model/made-up/chance.ts";
import { postTime } from "../posts/post-store.ts";
import type { Post, PostDraft, Slot } from "../records.ts";
import { accountsById } from "./accounts.ts";

const hour = 3_600_000;

const draftOn = (
  accountId: string,
  text: string,
  target: object = {},
  mediaUrls: readonly string[] = [],
): PostDraft => {
  const platform = accountsById.get(accountId)?.platform ?? "other";
  return { accountId, content: { text, mediaUrls, platform }, target: { targetType: platform, ...target } };
};

/** The number from which new posts are counted. */
export const newestPostNumber = 6_701_206;

const rolls = ["https://cdn.example.com/images/rolls.jpg"];
const onPage = { pageId: "987600000000123" };

/** The posts of the spec's examples, by the hours from the clock's start: two that wait, one that was published, one that failed. */
const named: readonly (readonly [
  hours: number,
  submission: string,
  schedule: string,
  id: string,
  PostDraft,
  string?,
])[] = [
  [
    30,
    "2b9c6d10-4f7a-4e02-b6d8-0c95e3b7a702",
    exampleIds.scheduleId,
    "6701206",
    draftOn("40113", "We are closed on the first of January.", onPage),
  ],
  [
    52,
    "c47f0a93-6d15-4b8e-a2c7-91e5d0b36f08",
    "sch_5c2e7a91",
    "6701205",
    draftOn("40114", "The last loaves of the year."),
  ],
  [
    -50,
    exampleIds.postSubmissionId,
    "sch_5c2e7a88",
    exampleIds.postId,
    draftOn("40114", "Fresh rye bread from seven in the morning."),
  ],
  [
    -64,
    "e41a8b37-05cf-4d9b-9e63-a8f27d1c3603",
    "sch_5c2e7a87",
    "6701203",
    draftOn("40112", "The oven is warm.", {}, rolls),
    "The platform could not read the image.",
  ],
];

/** All others, in turn. */
const others: readonly PostDraft[] = [
  draftOn("40115", "How many seeds does a seeded loaf need? We counted."),
  draftOn("40113", "The course on Saturday has two places left.", onPage),
  draftOn("40112", "Rolls, just out of the oven.", {}, rolls),
  draftOn("40120", "A quiet morning in the bakery."),
  draftOn("40116", "We are looking for an apprentice from March on."),
];

/** The hours from the start after which further posts are to be published. */
const laterHours = [79, 103, 127, 151, 175];

/** Every nineteen hours, back to before the thirty days of the analytics. */
const earlierCount = 44;
const earlierEvery = 19;

/** The posts with which a tenant begins, in the order of their times. */
export function madeUpPosts(seed: number, start: number): readonly Post[] {
  const hours = [...laterHours, ...Array.from({ length: earlierCount }, (_, index) => -70 - index * earlierEvery)];
  const posts = [
    ...named.map(([at, id, scheduleId, publishedId, draft, failure]) => ({
      at,
      id,
      scheduleId,
      publishedId,
      draft,
      failure,
    })),
    ...hours.map((at, index) => {
      const random = randomOf(seed, 17, index);
      return {
        at,
        id: drawUuid(random),
        scheduleId: `sch_${drawUuid(random).slice(0, 8)}`,
        publishedId: String(newestPostNumber - named.length - index),
        draft: others[index % others.length] ?? others[0]!,
        failure: undefined,
      };
    }),
  ].map(({ at, ...post }): Post => ({
    ...post,
    // Before the clock's start, whenever it is to be published.
    submittedAt: start + (Math.min(at, 0) - 1) * hour,
    scheduledAt: start + at * hour,
    slotId: undefined,
  }));
  return posts.toSorted((one, other) => postTime(one) - postTime(other));
}

const everyAccount = (platform: Slot["selectedTargets"][number]["platform"]): Slot["selectedTargets"][number] => ({
  platform,
  accountId: null,
  subaccountId: null,
});

/** The calendar with which a tenant begins, in the order of the week. */
export const madeUpSlots: readonly Slot[] = [
  {
    id: "31001",
    day: "monday",
    hour: 8,
    minute: 0,
    selectedTargets: [
      everyAccount("instagram"),
      { platform: "facebook", accountId: "40113", subaccountId: "987600000000123" },
    ],
  },
  {
    id: exampleIds.slotId,
    day: "wednesday",
    hour: 17,
    minute: 30,
    selectedTargets: ["twitter", "bluesky", "threads"].map((platform) => everyAccount(platform as "twitter")),
  },
  {
    id: "31003",
    day: "friday",
    hour: 12,
    minute: 0,
    selectedTargets: [everyAccount("instagram"), everyAccount("tiktok"), everyAccount("youtube")],
  },
];

/** The number from which new slots are counted. */
export const newestSlotNumber = 31_003;
