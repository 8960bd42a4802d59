import type { OperationAnswer, OperationHandler } from "../model/service.ts";
import { passes, pageAnswer } from "./pages.ts";
import type { Channel } from "./records.ts";
import { notFound } from "./refusals.ts";
import type { State } from "./state.ts";

/** The channels, those that were set up last first. */
export const listChannels =
  (state: State): OperationHandler =>
  (request) =>
    pageAnswer(request, state.channelsByTime, {
      list: "channels",
      order: "descending",
      matches: ({ type, status }) => passes(request.query["type"], type) && passes(request.query["status"], status),
      show: (channel) => channel,
    });

export const getChannel =
  (state: State): OperationHandler =>
  ({ path }): OperationAnswer => {
    const name = path["channel"] ?? "";
    const channel = channelNamed(state, name);
    if (channel === undefined) throw notFound(`There is no channel ${JSON.stringify(name)}.`);
    return { status: 200, body: { data: channel } };
  };

/** The channel that a name means first of all: an active one. */
export function channelNamed(state: State, name: string): Channel | undefined {
  const named = channelsNamed(state, name);
  return named.find(({ status }) => status === "active") ?? named[0];
}

/** The channels that answer to an id, an alias or an address; a phone number may be written in any common way. */
export function channelsNamed(state: State, name: string): readonly Channel[] {
  const number = name.replaceAll(/[\s().-]/g, "");
  return state.channels.filter(
    ({ id, alias, address }) =>
      id === name || alias === name || (address !== null && (address === name || address === number)),
  );
}
