import { chance } from "../model/made-up/chance.ts";
import type { OperationRequest, OperationResponse } from "../model/service.ts";
import { notFound } from "./errors.ts";
import { exampleIds } from "./generated/examples.ts";
import type { State } from "./state.ts";

/** So many of the contacts share their location with the device. */
const sharing = 5;

export const listLocationContacts = (state: State): OperationResponse => ok(friends(state));

export function getLocationContact(state: State, { path: { handle } }: OperationRequest): OperationResponse {
  const found = friends(state).find((friend) => friend.handle === handle);
  if (found === undefined) throw notFound(`Nobody with the handle ${JSON.stringify(handle)} shares a location.`);
  return ok(found);
}

export function refreshLocationContacts(state: State): OperationResponse {
  state.located.at = state.clock.now();
  return ok({ success: true, friends: friends(state) });
}

const ok = (data: unknown): OperationResponse => ({ status: 200, body: { data } });

interface Friend {
  readonly handle: string;
  readonly coordinates: readonly number[];
  readonly status: string;
  readonly last_updated: number;
}

function friends({ clock, contacts, located }: State): readonly Friend[] {
  const handles = new Set<string>([exampleIds.handle]);
  for (const { identities } of contacts.values()) {
    const phone = identities.find(({ address }) => address.startsWith("+"));
    if (phone !== undefined) handles.add(phone.address);
    if (handles.size === sharing) break;
  }
  return [...handles].map((handle, index) => ({
    handle,
    // Within a walk from the bakery.
    coordinates: [40.73 + chance(2_000, index, 1) / 100_000, -73.99 + chance(2_000, index, 2) / 100_000],
    status: "live",
    last_updated: located.at ?? clock.start,
  }));
}
