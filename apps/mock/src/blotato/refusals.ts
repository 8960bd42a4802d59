import type { OperationAnswer, Refusal } from "../model/service.ts";
import { failure } from "./failure.ts";

/** Says no in Blotato's own shape: `{ message, code?, reqId }`. */
export interface Refusals {
  refuse(refusal: Refusal): OperationAnswer;
  /** 404: nothing has the id that a request names. */
  notFound(message: string): OperationAnswer;
  /** 422: a value is of the right type and still cannot be used. */
  invalid(message: string): OperationAnswer;
  /** 429: the same request may be sent again after so many seconds. */
  rateLimited(seconds: number): OperationAnswer;
}

/** The number of Blotato's answer to a fault of its own, the only one that is known. */
const serverFault = 9999;

/** Refusals that count their own request ids, so that the same calls get the same bytes. */
export function createRefusals(): Refusals {
  let count = 0;
  const answer = (status: number, message: string, code?: number): OperationAnswer => {
    count += 1;
    const reqId = `req-${String(count).padStart(6, "0")}`;
    return { status, body: { message, ...(code !== undefined && { code }), reqId } };
  };
  return {
    notFound: (message) => answer(404, message),
    invalid: (message) => answer(422, message),
    rateLimited: (seconds) => ({ status: 429, body: failure(429, seconds) }),
    refuse: ({ kind, reason }) => {
      switch (kind) {
        case "unauthorized":
          return answer(401, `Unauthorized: ${reason}`);
        case "unknownOperation":
          return answer(404, `Not found: ${reason}`);
        case "malformed":
        case "invalidBody":
          return answer(422, reason);
        case "internal":
          return answer(500, `The mock failed: ${reason}`, serverFault);
      }
    },
  };
}
