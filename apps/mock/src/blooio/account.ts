import type { OperationResponse } from "../model/service.ts";
import { defaultPriority } from "./sends/priorities.ts";
import type { State } from "./state.ts";

export function getMe({ addedMessages, channels, initial }: State): OperationResponse {
  const { id, name } = initial.organization;
  const added = (direction: "inbound" | "outbound"): number =>
    addedMessages.filter((message) => message.direction === direction).length;
  const sent = initial.sentCount();
  return {
    status: 200,
    body: {
      data: {
        auth_type: "api_key",
        valid: true,
        organization_id: id,
        organization: { organization_id: id, name },
        devices: [...channels.values()]
          .filter(({ type }) => type === "blooio")
          .map(({ address, status }) => ({
            phone_number: address,
            is_active: status === "active",
            suspended: status === "suspended",
            status,
          })),
        usage: {
          inbound_messages: initial.messageCount() - sent + added("inbound"),
          outbound_messages: sent + added("outbound"),
        },
      },
    },
  };
}

export const getMyDefaultPriority = (state: State): OperationResponse => ({
  status: 200,
  body: { data: structuredClone(defaultPriority(state) ?? null) },
});
