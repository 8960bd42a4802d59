import { numberIn } from "./addresses.ts";
import { found } from "./errors.ts";
import type { Channel } from "./records.ts";
import type { State } from "./state.ts";

/** The channel with a name; an active one where several have it. */
export function channelNamed(state: State, name: string): Channel | undefined {
  const named = channelsNamed(state, name);
  return named.find(({ status }) => status === "active") ?? named[0];
}

/** @throws BlooioError when no channel has the name */
export const findChannel = (state: State, name = ""): Channel => found(channelNamed(state, name), "channel", name);

/** The channels with an id, an alias or an address; a phone number may be written in any common way. */
export function channelsNamed({ channels }: State, name: string): readonly Channel[] {
  const number = numberIn(name);
  return [...channels.values()].filter(
    ({ id, alias, address }) =>
      id === name || alias === name || (address !== null && (address === name || address === number)),
  );
}
