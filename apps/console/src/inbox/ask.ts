import { prepare } from "../service/request.ts";
import { ownReads, send, type Outcome } from "../service/send.ts";
import { addressOf } from "../service/target.ts";
import { operationOf } from "../spec/catalog.ts";
import type { ApiName, OperationIds } from "../spec/operations.ts";
import { InboxError } from "./thread.ts";

/**
 * Reads from an API for the inbox, marked as the page's own.
 *
 * @throws InboxError when it refuses or does not answer
 */
export async function read<Result, Api extends ApiName = ApiName>(
  api: Api,
  operationId: OperationIds[Api],
  parameters: Readonly<Record<string, unknown>>,
): Promise<Result> {
  const request = prepare(operationOf(api, operationId), { parameters, body: undefined }, addressOf(api));
  const marked = { ...request, headers: { ...request.headers, [ownReads]: "inbox" } };
  return jsonOf(operationId, await send(api, marked)) as Result;
}

/**
 * Asks an API to do something, as any client does.
 *
 * @throws InboxError when it refuses or does not answer
 */
export async function act<Api extends ApiName>(
  api: Api,
  operationId: OperationIds[Api],
  parameters: Readonly<Record<string, unknown>>,
  body: unknown,
): Promise<void> {
  const request = prepare(operationOf(api, operationId), { parameters, body }, addressOf(api));
  jsonOf(operationId, await send(api, request));
}

function jsonOf(operationId: string, outcome: Outcome): unknown {
  if (outcome.kind === "none") throw new InboxError(`${operationId}: ${outcome.reason}`);
  if (outcome.status < 300) return outcome.json;
  const body = outcome.json as { message?: string; error?: string | { message?: string } } | undefined;
  const nested = typeof body?.error === "object" ? body.error.message : undefined;
  const reason = nested ?? body?.message ?? outcome.statusText;
  const advice = outcome.status === 401 ? " Enter a key that the mock accepts at the top." : "";
  throw new InboxError(`${operationId} was answered with ${outcome.status}: ${reason}.${advice}`);
}
