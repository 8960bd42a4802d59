import type { OperationHandler } from "../model/service.ts";
import type { State } from "./state.ts";

export const getMe =
  (state: State): OperationHandler =>
  () => {
    const active = state.channels.filter(({ status }) => status === "active");
    const numbers = active.flatMap(({ address }) => (address?.startsWith("+") ? [address] : []));
    return {
      status: 200,
      body: {
        data: {
          organization: state.organization,
          devices: active
            .filter(({ type }) => type === "blooio")
            .map(({ id, address }) => ({ channel_id: id, number: address, online: true })),
          numbers: [...new Set(numbers)],
          usage: { messages_sent: state.messagesSent() },
          api_key: { valid: true },
        },
      },
    };
  };
