import { channelsNamed } from "../channels.ts";
import { conflict, found, invalidField, notFound } from "../errors.ts";
import type { Channel, ChannelType, Priority } from "../records.ts";
import type { State } from "../state.ts";
import { defaultPriority } from "./priorities.ts";

/** The fields of a send that choose the sender. */
export interface SenderBody {
  readonly from?: string;
  readonly priority_id?: string;
  readonly channel_type?: ChannelType;
  readonly hybrid?: boolean | string;
}

/** The channels that may send a message, in the order in which they are tried. */
export interface Senders {
  readonly mode: "explicit" | "priority" | "hybrid";
  readonly channels: readonly Channel[];
  /** What routes; undefined when a sender is named, and for a key without a default. */
  readonly priority: Priority | undefined;
}

/** @throws BlooioError when the fields exclude each other, or name a sender that does not exist or cannot send */
export function sendersOf(state: State, body: SenderBody): Senders {
  checkExclusions(body);
  const { from, priority_id: priorityId, channel_type: type, hybrid } = body;
  if (from !== undefined) return { mode: "explicit", channels: [exactSender(state, from)], priority: undefined };
  if (typeof hybrid === "string") exactSender(state, hybrid);
  const mode = isOn(hybrid) ? "hybrid" : "priority";
  const priority = mode === "hybrid" ? undefined : priorityOf(state, priorityId);
  const able = mode === "hybrid" ? ofTypes(state, "twilio", "blooio") : routedBy(state, priority);
  const channels = able.filter((channel) => type === undefined || channel.type === type);
  if (channels.length === 0)
    throw invalidField("channel_type", `leaves no sender for ${mode} routing: ${String(type)} takes no part in it`);
  return { mode, channels, priority };
}

function priorityOf(state: State, id: string | undefined): Priority | undefined {
  return id === undefined ? defaultPriority(state) : found(state.priorities.get(id), "priority", id);
}

/** The active channels of a priority in their order; without one, the key's own Blooio numbers. */
function routedBy(state: State, priority: Priority | undefined): readonly Channel[] {
  if (priority === undefined) return ofTypes(state, "blooio");
  return priority.channels.flatMap(({ channel_id: id }) => {
    const channel = state.channels.get(id);
    return channel?.status === "active" ? [channel] : [];
  });
}

const ofTypes = (state: State, ...types: readonly ChannelType[]): readonly Channel[] =>
  types.flatMap((type) =>
    [...state.channels.values()].filter((channel) => channel.type === type && channel.status === "active"),
  );

const isOn = (hybrid: boolean | string | undefined): boolean => hybrid !== undefined && hybrid !== false;

function checkExclusions({ from, priority_id: priorityId, channel_type: type, hybrid }: SenderBody): void {
  const beside = { priority_id: priorityId !== undefined, channel_type: type !== undefined, hybrid: isOn(hybrid) };
  for (const [field, isThere] of Object.entries(beside)) {
    if (isThere && from !== undefined) throw invalidField(field, "cannot be combined with from");
  }
  if (beside.hybrid && beside.priority_id) throw invalidField("hybrid", "cannot be combined with priority_id");
}

function exactSender(state: State, name: string): Channel {
  const named = channelsNamed(state, name);
  const active = named.filter(({ status }) => status === "active");
  const [sender, other] = active;
  if (sender !== undefined && other === undefined) return sender;
  const quoted = JSON.stringify(name);
  if (sender !== undefined) {
    throw conflict(
      "ambiguous_from",
      `${active.length} active channels use ${quoted}. Name the sender by its channel id.`,
    );
  }
  const [inactive] = named;
  if (inactive !== undefined)
    throw conflict("channel_not_active", `The channel ${inactive.id} (${quoted}) is ${inactive.status}.`);
  throw notFound(`No active channel has the name ${quoted}.`);
}
