import { channelsNamed } from "../channels.ts";
import { conflict, invalidField, notFound } from "../errors.ts";
import type { Channel, ChannelType } from "../records.ts";
import type { State } from "../state.ts";

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
}

/** The steps of the default priority: the first type that can reach the recipient sends. */
const steps: readonly ChannelType[] = ["blooio", "twilio", "whatsapp", "whatsapp_business", "rcs_business"];

/** At which step of the default priority a channel stands; 1 is tried first. */
export const stepOf = ({ type }: Channel): number => steps.indexOf(type) + 1;

/** @throws BlooioError when the fields exclude each other, or name a sender that does not exist or cannot send */
export function sendersOf(state: State, body: SenderBody): Senders {
  checkExclusions(body);
  const { from, priority_id: priorityId, channel_type: type, hybrid } = body;
  if (from !== undefined) return { mode: "explicit", channels: [exactSender(state, from)] };
  if (priorityId !== undefined && priorityId !== state.initial.priorityId)
    throw notFound(`There is no priority ${JSON.stringify(priorityId)}.`);
  const isHybrid = isOn(hybrid);
  if (typeof hybrid === "string") exactSender(state, hybrid);
  const types = isHybrid ? (["twilio", "blooio"] as const) : steps;
  const wanted = types.filter((step) => type === undefined || step === type);
  const channels = wanted.flatMap((step) =>
    state.initial.channels.filter((channel) => channel.type === step && channel.status === "active"),
  );
  if (channels.length === 0)
    throw invalidField("channel_type", `leaves no sender for hybrid routing: ${String(type)} takes no part in it`);
  return { mode: isHybrid ? "hybrid" : "priority", channels };
}

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
