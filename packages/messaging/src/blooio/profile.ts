import {
  createBlooioClient,
  keyVariable,
  type AuthError,
  type ErrorBody,
  type FanOutResult,
  type MessageSendResult,
} from "@switchboard/blooio";
import { keyedPaths, pagination, serverUrl } from "@switchboard/blooio/operations";

import type { ApiProfile, ErrorReading } from "../core/profile.ts";

/** The body of every error that Blooio documents, and the message of a send that failed at once. */
export type BlooioErrorBody = ErrorBody | AuthError | FanOutResult | MessageSendResult;

/** Rules of a conversation that only an answer of the recipient lifts; no time does. */
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
