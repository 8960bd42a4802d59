// An export whose type is inferred, of a program that imports the jobs, and nothing else.
import { deliverOnce, settleUnsure } from "@switchboard/messaging/jobs";

export const job = {
  deliver: (send: (options: { readonly idempotencyKey: string }) => Promise<{ readonly id: string }>) =>
    deliverOnce({ id: "order-4711" }, send),
  settle: settleUnsure,
};
