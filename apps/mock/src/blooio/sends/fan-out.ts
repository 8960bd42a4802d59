import { isDeepStrictEqual } from "node:util";

import type { OperationResponse } from "../../model/service.ts";
import { BlooioError } from "../errors.ts";
import type { SendResult } from "../records.ts";
import type { Recipient } from "./routes.ts";

/**
 * Sends to each of several recipients: 422 when it failed for all of them, else 207. That is so also when all were accepted: the
 * spec has this shape for no other success.
 */
export function fanOut(
  recipients: readonly Recipient[],
  sendTo: (to: Recipient) => SendResult,
  isDryRun: boolean,
): OperationResponse {
  const results = recipients.map((to) => attempt(to, sendTo, isDryRun));
  const accepted = results.filter(({ status }) => status !== "failed");
  const [route, ...otherRoutes] = accepted.map((result) => result["routing"]);
  const isOneRoute = route !== undefined && otherRoutes.every((other) => isDeepStrictEqual(other, route));
  return {
    status: statusOf(accepted.length, isDryRun),
    body: {
      data: results,
      fan_out: true,
      sent: accepted.length,
      failed: results.length - accepted.length,
      ...(isDryRun && { dry_run: true }),
      ...(isOneRoute && { routing: route }),
    },
  };
}

function statusOf(accepted: number, isDryRun: boolean): number {
  if (accepted === 0) return 422;
  return isDryRun ? 200 : 207;
}

function attempt(to: Recipient, sendTo: (to: Recipient) => SendResult, isDryRun: boolean): SendResult {
  try {
    return { to, ...sendTo(to) };
  } catch (error) {
    if (!(error instanceof BlooioError)) throw error;
    const { code, message } = error;
    return { to, status: "failed", error: { code, message }, ...(isDryRun && { dry_run: true, would_send: false }) };
  }
}
