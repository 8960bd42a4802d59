import type { Failure } from "../conversations/delivery.ts";

const hour = 3_600_000;

// Meta's rule for Messenger and Instagram. X has no such rule, and a private reply to a comment is not bound by it.
const ordinaryWindow = { length: 24 * hour, name: "24 hours" };
const humanAgentWindow = { length: 7 * 24 * hour, name: "7 days" };

export interface Reply {
  /** When the person last wrote; undefined when that never happened. */
  readonly lastInboundAt: number | undefined;
  readonly sentAt: number;
  /** Whether the message has Meta's tag for the reply of a human agent, which makes the window longer. */
  readonly isFromHumanAgent: boolean;
}

/** Why the platform rejects a message to somebody who wrote too long ago; undefined when it does not. */
export function closedWindow({ lastInboundAt, sentAt, isFromHumanAgent }: Reply): Failure | undefined {
  const { length, name } = isFromHumanAgent ? humanAgentWindow : ordinaryWindow;
  if (lastInboundAt === undefined) return rejection("this person has not written to the account");
  return sentAt - lastInboundAt > length ? rejection(`this person last wrote more than ${name} ago`) : undefined;
}

const rejection = (reason: string): Failure => ({
  // The vendor's number for it is not known to us.
  code: null,
  message: `The platform rejected the message: the reply window is closed, because ${reason}.`,
});
