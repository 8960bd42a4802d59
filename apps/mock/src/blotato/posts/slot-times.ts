import type { Post, Slot, SlotTarget } from "../records.ts";
import type { State } from "../state.ts";
import { postTime, waitingPosts } from "./post-store.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
export const week: number = 7 * day;

/** The days of the week as `Date` counts them. */
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** A slot, and one of its times. */
export interface SlotTime {
  readonly slot: Slot;
  /** Epoch milliseconds. */
  readonly time: number;
}

/** Who posts: an account, or one of its pages. */
export type Poster = { readonly [Field in keyof SlotTarget]: SlotTarget[Field] } & { readonly accountId: string };

/** The next time of the calendar for posts of an account at which it has none queued. */
export function nextFreeTime(state: State, poster: Poster): SlotTime | undefined {
  const now = state.clock.now();
  const taken = new Set(
    waitingPosts(state)
      .filter(({ draft }) => draft.accountId === poster.accountId)
      .map(postTime),
  );
  const times = [...state.slots.values()]
    .filter(({ selectedTargets }) => selectedTargets.some((target) => takes(target, poster)))
    .map((slot): SlotTime => {
      let time = timeAfter(slot, now);
      while (taken.has(time)) time += week;
      return { slot, time };
    });
  return times.toSorted((one, other) => one.time - other.time)[0];
}

/** The posts that wait for a time of a slot. */
export const queuedAt = (state: State, { id }: Slot): readonly Post[] =>
  waitingPosts(state).filter(({ slotId }) => slotId === id);

const takes = (target: SlotTarget, { accountId, platform, subaccountId }: Poster): boolean =>
  target.platform === platform &&
  (target.accountId === null || target.accountId === accountId) &&
  (target.subaccountId === null || target.subaccountId === subaccountId);

/** The first time of a slot after another time. */
function timeAfter(slot: Pick<Slot, "day" | "hour" | "minute">, after: number): number {
  // The first of January 1970 was a Thursday.
  const sunday = Math.floor((after + 4 * day) / week) * week - 4 * day;
  const time = sunday + placeInWeek(slot);
  return time > after ? time : time + week;
}

/** How long after the beginning of Sunday a slot comes, in milliseconds; no two slots have the same place. */
export const placeInWeek = ({ day: name, hour, minute: minutes }: Pick<Slot, "day" | "hour" | "minute">): number =>
  weekdays.indexOf(name) * day + (hour * 60 + minutes) * minute;
