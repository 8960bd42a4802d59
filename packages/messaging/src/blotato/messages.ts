import type { ListMessagesQuery, Message } from "@switchboard/blotato";
import { listMessages } from "@switchboard/blotato/operations";

import { Call } from "../core/call.ts";
import type { Core } from "../core/client.ts";
import type { CallOptions } from "../core/options.ts";
import type { RawPage } from "../core/pagination.ts";
import { pollUntil, type WaitOptions } from "../core/polling.ts";
import type { Read } from "../core/result.ts";
import { plainMessages, type PlainMessages } from "./generated/index.ts";
import { createSending, notFailed, type Sending } from "./sending.ts";

export interface DeliveryWaitOptions extends WaitOptions {
  /** `sent`: the platform took it; `delivered`: it reached the recipient, which not every platform reports. Default: `sent`. */
  readonly until?: "sent" | "delivered";
}

/** Direct messages on Facebook, Instagram and X. */
export interface Messages extends PlainMessages, Sending {
  /**
   * Looks at a sent message until it is sent or delivered.
   *
   * @returns the message as it is then
   * @throws ApiError of the kind `delivery`, with the vendor's code, when it failed; TimeoutError when nothing is known in time
   * @example
   * const delivered = await blotato.messages.waitUntilDelivered(message, { timeout: 30_000, until: "delivered" });
   */
  waitUntilDelivered(message: Message, options?: DeliveryWaitOptions): Promise<Message>;
}

export function createMessages(core: Core): Messages {
  const { list, settings } = core;

  /**
   * Blotato's spec has no operation for one message: it stands near the top of its conversation, newest first.
   *
   * @throws ApiError of the kind `delivery` when it failed
   */
  const find = async (
    { id, conversationId, createdAt }: Message,
    options: CallOptions,
  ): Promise<Message | undefined> => {
    const query: ListMessagesQuery = conversationId === null ? {} : { conversationId };
    const since = Date.parse(createdAt);
    let pages = 0;
    for await (const { items } of list(listMessages, { query }, options, rejectFailed(id)).pages()) {
      const message = items.find((each) => each.id === id);
      pages += 1;
      // A time that cannot be read says nothing about the pages behind it; they are left alone.
      const isBehind = items.some((each) => !(Date.parse(each.createdAt) >= since));
      if (message !== undefined || isBehind || pages >= mostPagesPerLook) return message;
    }
    return undefined;
  };

  return {
    ...plainMessages(core),
    ...createSending(core),
    waitUntilDelivered: async (message, options = {}) => {
      const done: readonly string[] = options.until === "delivered" ? ["delivered"] : ["sent", "delivered"];
      // The message at hand may be done already, which needs no request.
      notFailed(message, new Call(settings, listMessages.id, {}));
      if (done.includes(message.status)) return message;
      return pollUntil(listMessages, settings, options, async (callOptions) => {
        const latest = await find(message, callOptions);
        return latest !== undefined && done.includes(latest.status) ? latest : undefined;
      });
    },
  };
}

/** A message that was followed stands on one of the first pages, or was never listed. */
const mostPagesPerLook = 10;

/** Rejects a page that says of the message that it failed. */
const rejectFailed =
  (id: string): Read<RawPage<Message>, void> =>
  ({ items }, call) => {
    const own = Array.isArray(items) ? (items as readonly Message[]).find((message) => message?.id === id) : undefined;
    if (own !== undefined) notFailed(own, call);
  };
