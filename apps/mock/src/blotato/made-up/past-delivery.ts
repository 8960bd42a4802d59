import type { Random } from "../../model/random.ts";
import { settled, settledFailure, type Delivery, type Failure } from "../conversations/delivery.ts";

const closedWindow: Failure = {
  code: null,
  message: "The reply window has closed: the person last wrote too long ago.",
};
const unwanted: Failure = { code: null, message: "The person does not accept messages from this account." };

/** What became of the last message in the newest conversations of each platform: every status is on the first page. */
const fresh: readonly Delivery[] = [
  settled("queued"),
  settled("processing"),
  settled("sent"),
  settledFailure(closedWindow),
];

/** What became of a message of ours, in a conversation with so many newer ones on its platform. */
export function pastDelivery(random: Random, rank: number, isLast: boolean): Delivery {
  // The last message is ours in every other conversation of a platform.
  const freshDelivery = isLast ? fresh[Math.floor(rank / 2)] : undefined;
  if (freshDelivery !== undefined) return freshDelivery;
  const draw = random.integer(1, 20);
  if (draw === 1) return settledFailure(random.pick([closedWindow, unwanted]));
  return settled(draw === 2 ? "sent" : "delivered");
}
