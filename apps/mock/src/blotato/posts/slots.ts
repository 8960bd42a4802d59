import { isoTime } from "../../model/iso-time.ts";
import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { found, invalid, notFound } from "../errors.ts";
import type { AccountPlatform, Slot, SlotTarget } from "../records.ts";
import type { State } from "../state.ts";
import { nextFreeTime, placeInWeek, queuedAt } from "./slot-times.ts";

type NewSlot = Omit<Slot, "id">;

/** The whole calendar: this list has no pages. */
export const listScheduleSlots = ({ slots }: State): OperationResponse => ({
  status: 200,
  body: { items: [...slots.values()].map(showSlot) },
});

export function createScheduleSlots(state: State, { body }: OperationRequest): OperationResponse {
  const { slots } = body as { readonly slots: readonly NewSlot[] };
  const places = new Set([...state.slots.values()].map(placeInWeek));
  for (const [index, slot] of slots.entries()) {
    checkTargets(state, slot.selectedTargets, `slots.${index}.selectedTargets`);
    if (places.has(placeInWeek(slot))) {
      throw invalid(`slots.${index}: another slot is on ${slot.day} at ${clockTime(slot)} already`);
    }
    places.add(placeInWeek(slot));
  }
  const created = slots.map((slot): Slot => ({ ...structuredClone(slot), id: String((state.lastSlotNumber += 1)) }));
  for (const slot of created) state.slots.put(slot);
  return { status: 201, body: { items: created.map(showSlot) } };
}

export function updateScheduleSlot(state: State, { body, path }: OperationRequest): OperationResponse {
  const slot = findSlot(state, path);
  const { selectedTargets } = body as Pick<Slot, "selectedTargets">;
  checkTargets(state, selectedTargets, "selectedTargets");
  state.slots.put({ ...slot, selectedTargets: structuredClone(selectedTargets) });
  return { status: 204, body: undefined };
}

export function deleteScheduleSlot(state: State, { path }: OperationRequest): OperationResponse {
  const slot = findSlot(state, path);
  const { length } = queuedAt(state, slot);
  if (length > 0) {
    throw invalid(`slotId: ${length === 1 ? "1 post is" : `${length} posts are`} still queued at this slot`);
  }
  state.slots.remove(slot.id);
  return { status: 204, body: undefined };
}

export function findNextSlot(state: State, { body }: OperationRequest): OperationResponse {
  const {
    accountId,
    platform,
    subaccountId = null,
  } = body as {
    readonly accountId: string;
    readonly platform: AccountPlatform;
    readonly subaccountId?: string | null;
  };
  checkTargets(state, [{ accountId, platform, subaccountId }], undefined);
  const next = nextFreeTime(state, { accountId, platform, subaccountId });
  if (next === undefined) throw notFound(`The calendar has no slot for account ${accountId} on ${platform}`);
  return { status: 200, body: { slot: { slotId: next.slot.id, slotTime: isoTime(next.time) } } };
}

/** @throws BlotatoError when there is no such slot */
const findSlot = ({ slots }: State, { slotId = "" }: OperationRequest["path"]): Slot =>
  found(slots.get(slotId), "slot", slotId);

/**
 * @param place where the targets stand in the body; undefined for one that is the body itself
 * @throws BlotatoError when a target names an account that is not there, or one of another platform
 */
function checkTargets({ initial }: State, targets: readonly SlotTarget[], place: string | undefined): void {
  for (const [index, { accountId, platform }] of targets.entries()) {
    if (accountId === null) continue;
    const field = place === undefined ? "accountId" : `${place}.${index}.accountId`;
    const account = initial.accounts.get(accountId);
    if (account === undefined) throw invalid(`${field}: there is no account ${JSON.stringify(accountId)}`);
    if (account.platform !== platform) {
      throw invalid(`${field}: account ${accountId} is on ${account.platform}, not on ${platform}`);
    }
  }
}

const clockTime = ({ hour, minute }: NewSlot): string =>
  [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");

const showSlot = ({ day, hour, id, minute, selectedTargets }: Slot): object =>
  structuredClone({ id, hour, minute, day, selectedTargets });
