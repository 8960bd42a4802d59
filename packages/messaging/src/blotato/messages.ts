import type { ListMessagesQuery, Message, MessagePage } from "@switchboard/blotato";

import type { Fail } from "../call.ts";
import type { Listing, ListOptions } from "../paginate.ts";
import { pollUntil, type WaitOptions } from "../poll.ts";
import type { CallOptions } from "../settings.ts";
import type { BlotatoCore } from "./core.ts";
import { createSending, notFailed, type Sending } from "./sending.ts";

export interface DeliveryWaitOptions extends WaitOptions {
  /** `sent`: the platform took it; `delivered`: it reached the recipient, which not every platform reports. Default: `sent`. */
  readonly until?: "sent" | "delivered";
}

/** Direct messages on Facebook, Instagram and X. */
export interface Messages extends Sending {
  /**
   * Lists messages, the newest first.
   *
   * @example
   * const latest = await blotato.messages.list({ platform: ["facebook", "instagram"] }).toArray({ limit: 20 });
   */
  list(query?: ListMessagesQuery, options?: ListOptions): Listing<Message>;

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

/** The part of a client that is its `messages`. */
export function createMessages(core: BlotatoCore): Messages {
  const { failure, list, raw, settings } = core;

  const listing = (given: ListMessagesQuery, options: ListOptions, read: ReadPage): Listing<Message> =>
    list(
      "listMessages",
      given,
      options,
      (init, query) => raw.GET("/v2/messages", { ...init, params: { query } }),
      read,
    );

  /**
   * Blotato has no operation for one message: it stands near the top of its conversation, newest first.
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
    for await (const { items } of listing(query, options, refuseFailed(id)).pages()) {
      const message = items.find((each) => each.id === id);
      pages += 1;
      // A time that cannot be read says nothing about the pages behind it; they are left alone.
      const isBehind = items.some((each) => !(Date.parse(each.createdAt) >= since));
      if (message !== undefined || isBehind || pages >= mostPagesPerLook) return message;
    }
    return undefined;
  };

  return {
    list: (query = {}, options = {}) => listing(query, options, (page) => page),
    ...createSending(core),
    waitUntilDelivered: async (message, options = {}) => {
      const done: readonly string[] = options.until === "delivered" ? ["delivered"] : ["sent", "delivered"];
      // The message at hand may be done already, which needs no request.
      notFailed(message, failure("listMessages"));
      if (done.includes(message.status)) return message;
      return pollUntil("listMessages", settings, options, async (callOptions) => {
        const latest = await find(message, callOptions);
        return latest !== undefined && done.includes(latest.status) ? latest : undefined;
      });
    },
  };
}

/** A message that was followed stands on one of the first pages, or was never listed. */
const mostPagesPerLook = 10;

type ReadPage = (page: MessagePage, fail: Fail) => MessagePage;

/** Refuses a page on which the message is told to have failed. */
const refuseFailed =
  (id: string): ReadPage =>
  (page, fail) => {
    const own = (Array.isArray(page.items) ? page.items : []).find((message) => message?.id === id);
    if (own !== undefined) notFailed(own, fail);
    return page;
  };
