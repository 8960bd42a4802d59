import type { OperationRequest, OperationResponse } from "../model/service.ts";
import type { State } from "./state.ts";
import { drawUuid } from "./uuid.ts";

/** What a tenant begins with. */
export const firstCredits = 1_850;

/** What is left, and the vendor's own terms. */
export const getCredits = ({ creditsRemaining }: State): OperationResponse => ({
  status: 200,
  body: {
    creditsRemaining,
    accountEmail: "bakery@example.com",
    purchaseQuantityRange: { min: 1_000, max: 10_000 },
    pricePer1000CreditsUsd: 6,
  },
});

/** The address of a payment page. Nothing changes: a person would have to pay there. */
export const createCreditPurchase = ({ random }: State, { body }: OperationRequest): OperationResponse => {
  const { quantity } = body as { readonly quantity: number };
  return { status: 201, body: { checkoutUrl: `https://checkout.example.com/${drawUuid(random)}?credits=${quantity}` } };
};
