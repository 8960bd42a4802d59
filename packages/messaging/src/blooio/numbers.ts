import {
  finalNumberPurchaseStatuses,
  type NumberPurchase,
  type NumberPurchaseProgress,
  type NumberPurchaseProgressEnvelope,
  type PurchaseNumbersRequest,
} from "@switchboard/blooio";
import { getBlooioPurchase, purchaseBlooioNumbers } from "@switchboard/blooio/operations";

import type { ApiPromise } from "../core/api-promise.ts";
import type { Core } from "../core/client.ts";
import { deliveryFailed } from "../core/failures.ts";
import { follow } from "../core/follow.ts";
import { hasCome, type WaitOptions } from "../core/polling.ts";
import { objectIn, type Read } from "../core/result.ts";
import { plainNumbers, type PlainNumbers } from "./generated/index.ts";
import { keyedCall, type SendOptions } from "./keyed-call.ts";

/** The numbers of the organization: what they share of themselves, and how new ones are bought. */
export interface Numbers extends PlainNumbers {
  /**
   * Buys numbers, which costs money. The result says only that the purchase is under way, or that somebody has to confirm the payment
   * at its `action_url`: see {@link Numbers.waitUntilProvisioned}.
   *
   * It is repeated after a lost response too: the service recognises the repetition by its key, and charges once.
   *
   * @throws ApiError with the status 402 where there is no card, or it was declined; 409 where a rule of the plan stands in the way
   * @example
   * const purchase = await blooio.numbers.purchase({ plan: "dedicated_com", area_codes: ["212"] });
   * if (purchase.action_url) console.log("confirm the payment:", purchase.action_url);
   */
  purchase(order: PurchaseNumbersRequest, options?: SendOptions): ApiPromise<NumberPurchase>;

  /**
   * Looks at a purchase until its numbers are there.
   *
   * @throws ApiError of the kind `delivery` when the purchase failed; TimeoutError when nothing is known in time, as while a payment
   *   waits to be confirmed
   * @example
   * const { allocations } = await blooio.numbers.waitUntilProvisioned(purchase, { timeout: 300_000 });
   */
  waitUntilProvisioned(
    purchase: Pick<NumberPurchase, "purchase_id">,
    options?: WaitOptions,
  ): Promise<NumberPurchaseProgress>;
}

export function createNumbers(core: Core): Numbers {
  return {
    ...plainNumbers(core),
    purchase: (body, options = {}) =>
      keyedCall(core, purchaseBlooioNumbers, () => ({ body }), options, objectIn("data")),
    waitUntilProvisioned: ({ purchase_id: purchaseId }, options) =>
      follow(core, getBlooioPurchase, { path: { purchaseId } }, options, whenProvisioned),
  };
}

const whenProvisioned: Read<NumberPurchaseProgressEnvelope, NumberPurchaseProgress | undefined> = (envelope, call) => {
  const purchase = objectIn("data")(envelope, call);
  const failed = (ending: string) => deliveryFailed(call, `the purchase ended: ${ending}`, undefined, purchase);
  return hasCome(purchase.status, ["completed"], finalNumberPurchaseStatuses, failed) ? purchase : undefined;
};
