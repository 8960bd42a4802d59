import type { OperationResponse } from "../model/service.ts";
import type { State } from "./state.ts";

export function getMe({ addedMessages, initial }: State): OperationResponse {
  const active = initial.channels.filter(({ status }) => status === "active");
  const numbers = active.flatMap(({ address }) => (address?.startsWith("+") ? [address] : []));
  const sent = addedMessages.filter(({ direction }) => direction === "outbound");
  return {
    status: 200,
    body: {
      data: {
        organization: initial.organization,
        devices: active
          .filter(({ type }) => type === "blooio")
          .map(({ id, address }) => ({ channel_id: id, number: address, online: true })),
        numbers: [...new Set(numbers)],
        usage: { messages_sent: initial.sentCount() + sent.length },
        api_key: { valid: true },
      },
    },
  };
}
