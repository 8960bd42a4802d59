import type { CollectionRow } from "../../model/collection.ts";
import { findChannel } from "../channels.ts";
import { unprocessable } from "../errors.ts";
import type { Priority, PriorityChannel } from "../records.ts";
import type { State } from "../state.ts";

interface PriorityBody {
  readonly is_default?: boolean;
  readonly channels?: readonly (string | { readonly channel_id: string; readonly priority?: number })[];
}

/** The priorities as a row of a collection. */
export const priorityRow: Omit<CollectionRow<State, Priority, never>, "operations"> = {
  name: "priority",
  records: ({ priorities }) => priorities,
  defaults: (records) => ({ name: null, is_default: records.size === 0 }),
  fields: (body, state) => {
    const { channels, is_default: isDefault } = body as PriorityBody;
    const fields = channels === undefined ? body : { ...body, channels: channelsOf(state, channels) };
    // A key has one default: the priority that is saved with these fields takes its place.
    const before = isDefault === true ? defaultPriority(state) : undefined;
    if (before !== undefined) state.priorities.put({ ...before, is_default: false });
    return fields;
  },
};

/** What routes the sends that name neither a sender nor a priority. */
export function defaultPriority({ priorities }: State): Priority | undefined {
  for (const priority of priorities.values()) if (priority.is_default) return priority;
  return undefined;
}

/** The channels of a priority, the lowest step first. A channel without a step stands at that of its place. */
function channelsOf(state: State, given: NonNullable<PriorityBody["channels"]>): readonly PriorityChannel[] {
  const channels = given.map((each, index): PriorityChannel => {
    const { channel_id: id, priority = index + 1 } = typeof each === "string" ? { channel_id: each } : each;
    const channel = findChannel(state, id);
    const { address, alias, type } = channel;
    return { channel_id: channel.id, type, address, ...(alias !== undefined && { alias }), priority };
  });
  for (const { priority, type } of channels) {
    const other = channels.find((channel) => channel.priority === priority && channel.type !== type);
    if (other === undefined) continue;
    const reason = `has channels of the types ${type} and ${other.type} at step ${priority}`;
    throw unprocessable("validation_failed", `channels ${reason}`, { field: "channels", reason });
  }
  return channels.toSorted((a, b) => a.priority - b.priority);
}
