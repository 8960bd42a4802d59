import type { OperationRequest, OperationResponse } from "../model/service.ts";
import { findChannel } from "./channels.ts";
import { badRequest } from "./errors.ts";
import { emit } from "./events/emit.ts";
import type { Channel } from "./records.ts";
import type { State } from "./state.ts";

const ok = (data: unknown): OperationResponse => ({ status: 200, body: { data } });

export function getChannelCapabilities(state: State, { path }: OperationRequest): OperationResponse {
  const { capabilities, id, type } = findChannel(state, path["channel"]);
  return ok({ channel_id: id, type, capabilities: structuredClone(capabilities) });
}

export function getChannelSettings(state: State, { path }: OperationRequest): OperationResponse {
  const { id, type } = findChannel(state, path["channel"]);
  return ok({ channel_id: id, type, auto_mark_read: type === "blooio", auto_share_contact: false });
}

/** Null or an empty text clears a field of the profile. */
export function updateChannelProfile(state: State, { body, path }: OperationRequest): OperationResponse {
  const { profile: before, ...channel } = findChannel(state, path["channel"]);
  const fields = Object.entries({ ...before, ...(body as object) }).filter(
    ([, value]) => value !== null && value !== "",
  );
  const profile = fields.length > 0 && { profile: Object.fromEntries(fields) as Record<string, string> };
  const changed: Channel = { ...channel, ...profile };
  state.channels.put(changed);
  return ok(showChannel(changed));
}

/** A channel as the API shows it. */
export const showChannel = ({ plan: _plan, ...channel }: Channel): unknown => structuredClone(channel);

export function removeBlooioNumber(state: State, { body, path }: OperationRequest): OperationResponse {
  const { address, id, type } = findChannel(state, path["channel"]);
  const { reasons } = body as { readonly reasons: readonly string[] };
  if (type !== "blooio" || address === null) throw badRequest(`only numbers of Blooio can be removed; this is ${type}`);
  if (reasons.length === 0) throw badRequest("reasons must name one at least");
  state.channels.remove(id);
  const data = { phone_number: address, channel_id: id, reasons: [...reasons] };
  emit(state, "number.removed", { ...data, binding_id: `bnd_${id.slice(3)}` });
  return ok(data);
}
