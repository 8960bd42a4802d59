import {
  createBlooioClient,
  keyVariable,
  type AuthError,
  type ErrorBody,
  type FanOutResult,
  type MessageSendResult,
  type MessageStatus,
} from "@switchboard/blooio";
import { keyedPaths, pagination, serverUrl } from "@switchboard/blooio/operations";

import type { ApiProfile, ErrorReading } from "../core/profile.ts";
import { readFanOut } from "./fan-out.ts";

/**
 * What the body of an error can be: what Blooio documents; the message itself, where the `kind` is `delivery`; and the text of anything
 * else, such as a page of a proxy, or nothing.
 *
 * @example
 * const { body } = error;
 * if (typeof body === "object" && "fan_out" in body) for (const { to, status } of body.data) console.log(to, status);
 */
export type BlooioErrorBody = ErrorBody | AuthError | FanOutResult | MessageSendResult | MessageStatus | string;

/** Rules of a conversation that end with a reply of the recipient, and not with time. */
const conversationLimits: ReadonlySet<unknown> = new Set([
  "conversation_awaiting_reply",
  "conversation_streak_limit",
  "conversation_inactive_paused",
]);

export const profile: ApiProfile = {
  api: "blooio",
  createClient: createBlooioClient,
  serverUrl,
  keyVariable,
  pagination,
  keyedPaths,
  readError(body): ErrorReading {
    if (typeof body !== "object" || body === null) return {};
    if ("fan_out" in body) return readFanOut(body as FanOutResult);
    if (!("error" in body)) return {};
    // The errors of operations hold an object, those of the key check a string beside the message.
    const detail = typeof body.error === "object" && body.error !== null ? body.error : body;
    const { code, message } = detail as { code?: unknown; message?: unknown };
    return {
      message: typeof message === "string" ? message : undefined,
      code: typeof code === "string" ? code : undefined,
      isPermanent: conversationLimits.has(code),
    };
  },
};
