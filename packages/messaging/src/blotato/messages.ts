import { finalMessageStatuses, type ListMessagesQuery, type Message } from "@switchboard/blotato";
import { getMessage, listMessages } from "@switchboard/blotato/operations";

import { Call } from "../core/call.ts";
import type { Core } from "../core/client.ts";
import { ApiError } from "../core/errors.ts";
import type { RunOptions } from "../core/options.ts";
import type { RawPage } from "../core/pagination.ts";
import { hasCome, pollUntil, type WaitOptions } from "../core/polling.ts";
import type { Read } from "../core/result.ts";
import { plainMessages, type PlainMessages } from "./generated/index.ts";
import { createSending, messageFailed, type Sending } from "./sending.ts";

export interface DeliveryWaitOptions extends WaitOptions {
  /** `sent`: the platform took it; `delivered`: it reached the recipient, which not every platform reports. Default: `sent`. */
  readonly until?: "sent" | "delivered" | undefined;
}

/** Direct messages on Facebook, Instagram and X. */
export interface Messages extends PlainMessages, Sending {
  /**
   * Looks at a sent message until it is sent or delivered.
   *
   * @returns the message as it is then
   * @throws ApiError of the kind `delivery`, with the vendor's code, when it reaches another final status; TimeoutError when nothing
   *   is known in time
   * @example
   * const delivered = await blotato.messages.waitUntilDelivered(message, { timeout: 30_000, until: "delivered" });
   */
  waitUntilDelivered(message: Message, options?: DeliveryWaitOptions): Promise<Message>;
}

export function createMessages(core: Core): Messages {
  const { call, list, settings } = core;

  /** Looks for a message in its list, newest first. */
  const findListed = async (
    { id, conversationId, createdAt }: Message,
    options: RunOptions,
    check: Read<RawPage<Message>, void>,
  ): Promise<Message | undefined> => {
    const query: ListMessagesQuery = conversationId === null ? {} : { conversationId };
    const since = Date.parse(createdAt);
    let pages = 0;
    for await (const { items } of list(listMessages, { query }, options, check).pages()) {
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
      const { id: messageId } = message;
      const wanted = options.until === "delivered" ? ["delivered"] : ["sent", "delivered"];
      const isDone = (latest: Message, own: Call): boolean =>
        hasCome(latest.status, wanted, finalMessageStatuses, (ending) => messageFailed(latest, own, ending));
      // The message may be done already, which needs no request.
      if (isDone(message, new Call(settings, getMessage.id, {}))) return message;
      const whenDone: Read<Message, Message | undefined> = (latest, own) => (isDone(latest, own) ? latest : undefined);
      // A final status is handled while the page is read, because its response is known there.
      const check: Read<RawPage<Message>, void> = ({ items }, own) => {
        const listed = Array.isArray(items) ? (items as Message[]).find((each) => each?.id === messageId) : undefined;
        if (listed !== undefined) isDone(listed, own);
      };
      let isOnlyListed = false;
      return pollUntil(getMessage, settings, options, async (callOptions) => {
        if (!isOnlyListed) {
          try {
            return await call(getMessage, { path: { messageId } }, callOptions, whenDone);
          } catch (error) {
            // No document shows this operation's responses. Where it does not find a sent message, the list may have it.
            if (!(error instanceof ApiError && error.kind === "notFound")) throw error;
            isOnlyListed = true;
          }
        }
        const latest = await findListed(message, callOptions, check);
        return latest !== undefined && wanted.includes(latest.status) ? latest : undefined;
      });
    },
  };
}

/** A message that is followed is on one of the first pages, or was never listed. */
const mostPagesPerLook = 10;
