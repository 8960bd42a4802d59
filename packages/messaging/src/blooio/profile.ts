import {
  blooioRequest,
  type AuthError,
  type ErrorBody,
  type FanOutResult,
  type MessageSendResult,
} from "@switchboard/blooio";

import type { ApiProfile, ErrorReading } from "../call.ts";

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
  request: blooioRequest,
  // Only the two sends honour a key; on any other operation it would change nothing.
  keyedPaths: /\/messages$/,
  readError(body): ErrorReading {
    if (typeof body !== "object" || body === null) return {};
    if ("fan_out" in body) return readFanOut(body as FanOutResult);
    if (!("error" in body)) return {};
    const { error } = body;
    // The errors of operations hold an object, those of the key check a string beside the message.
    return typeof error === "object" && error !== null ? readDetail(error) : readDetail(body);
  },
};

function readDetail(detail: object): ErrorReading {
  const { code, message } = detail as { code?: unknown; message?: unknown };
  return {
    message: typeof message === "string" ? message : undefined,
    code: typeof code === "string" ? code : undefined,
    isPermanent: conversationLimits.has(code),
  };
}

function readFanOut({ data: results }: FanOutResult): ErrorReading {
  if (!Array.isArray(results)) return {};
  const data = results.filter((result) => typeof result === "object" && result !== null);
  const reasons = data.map(
    ({ to, error }) => `${to ?? "a recipient"}: ${error?.message ?? error?.code ?? "no reason given"}`,
  );
  return { message: `no recipient was reached: ${reasons.join("; ")}`, code: data[0]?.error?.code };
}
