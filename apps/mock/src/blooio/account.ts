import type { OperationResponse } from "../model/service.ts";
import { ownNumbers, showNumber } from "./numbers/numbers.ts";
import { defaultPriority } from "./sends/priorities.ts";
import type { State } from "./state.ts";

export function getMe(state: State): OperationResponse {
  const { addedMessages, channels, initial } = state;
  const active = [...channels.values()].filter(({ status }) => status === "active");
  const numbers = active.flatMap(({ address }) => (address?.startsWith("+") ? [address] : []));
  const sent = addedMessages.filter(({ direction }) => direction === "outbound");
  return {
    status: 200,
    body: {
      data: {
        organization: initial.organization,
        devices: ownNumbers(state).map(showNumber),
        numbers: [...new Set(numbers)],
        usage: { messages_sent: initial.sentCount() + sent.length },
        api_key: { valid: true },
      },
    },
  };
}

export const getMyDefaultPriority = (state: State): OperationResponse => ({
  status: 200,
  body: { data: structuredClone(defaultPriority(state) ?? null) },
});
