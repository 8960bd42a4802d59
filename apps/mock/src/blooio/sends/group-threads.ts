import { checkAddress, reaches } from "../addresses.ts";
import { newChat } from "../chats/chat-store.ts";
import { invalidField, unprocessable } from "../errors.ts";
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
  const [first] = to;
  if (typeof first === "object") {
    const thread = "group_id" in first ? state.chats.get(state.threads.get(first.group_id) ?? "") : undefined;
    if (thread === undefined) return undefined;
    if (mode === "priority" || channels.every(({ id }) => id !== thread.channel_id))
      throw invalidField("from", `must name the channel that owns the group ${thread.group_id}`);
    const route = routeInto(state, content, thread);
    const hybrid = mode === "hybrid" ? ({ phase: "blooio" } as const) : undefined;
    return { ...route, routing: { ...route.routing, mode }, hybrid };
  }
  // Routing by priority fans out: which channel it would take for a group is not documented.
  const groupTypes = mode === "explicit" ? ["blooio", "whatsapp"] : [];
  const channel = channels.find(({ type }) => groupTypes.includes(type));
  if (to.length < 2 || channel === undefined) return undefined;
  const people = to.filter((recipient) => typeof recipient === "string");
  for (const address of people) {
    checkAddress(address);
    if (!reaches(channel.type, address))
      throw unprocessable("invalid_recipient", `to: ${address} is out of reach of ${channel.type} channels`);
  }
  const key = [channel.id, ...people.toSorted()].join(" ");
  const known = state.chats.get(state.threads.get(key) ?? "");
  const groupId = state.ids.next("grp", state.clock.now());
  const opened = { ...newChat(state, channel, ""), identity_id: null, group_id: groupId, address: null };
  const route = routeInto(state, content, known ?? opened);
  if (isDryRun) return { ...route, chat: known };
  if (known === undefined) state.threads.set(key, opened.id).set(groupId, opened.id);
  return route;
}
