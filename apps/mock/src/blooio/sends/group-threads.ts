import { checkAddress, reaches } from "../addresses.ts";
import { unprocessable } from "../errors.ts";
import { chatOf, groupOf, hasGroups, newGroup, saveGroup } from "../groups/group-store.ts";
import type { State } from "../state.ts";
import type { Content } from "./content.ts";
import { routeInto, type Recipient, type Route } from "./routes.ts";
import type { Senders } from "./senders.ts";

/**
 * The route into the group chat that sends to several people open: the same people on a channel have one.
 *
 * @returns undefined when the send is not for such a group
 */
export function threadRoute(
  state: State,
  { mode, channels }: Senders,
  content: Content,
  to: readonly Recipient[],
  isDryRun: boolean,
): Route | undefined {
  // Routing by priority fans out: which channel it would take for a group is not documented.
  const channel = mode === "explicit" ? channels.find(({ type }) => hasGroups(type)) : undefined;
  if (to.length < 2 || channel === undefined) return undefined;
  const people = to.filter((recipient) => typeof recipient === "string");
  for (const address of people) {
    checkAddress(address);
    if (!reaches(channel.type, address))
      throw unprocessable("invalid_recipient", `to: ${address} is out of reach of ${channel.type} channels`);
  }
  const known = groupOf(state, channel, people);
  const group = known ?? newGroup(state, channel, people, null);
  const route = routeInto(state, content, chatOf(state, group, channel));
  if (isDryRun) return known === undefined ? { ...route, chat: undefined } : route;
  saveGroup(state, group);
  return route;
}
