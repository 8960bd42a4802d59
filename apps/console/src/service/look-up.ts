import type { Operation } from "../spec/operations.ts";
import { prepare, type Values } from "./request.ts";
import { send } from "./send.ts";
import { addressOf, isReal, tenantAddress } from "./target.ts";
import { knownTenant } from "./tenant.ts";

/**
 * Reads something for the page itself. The mock gives it through its own interface, so that it is in no journal, meets no fault and
 * counts against no limit. Undefined where there is no success.
 */
export async function lookUp(operation: Operation, values: Values): Promise<unknown> {
  const { api } = operation;
  if (isReal.value) {
    const outcome = await send(api, prepare(operation, values, addressOf(api)));
    return outcome.kind === "response" && outcome.status < 300 ? outcome.json : undefined;
  }
  try {
    const address = tenantAddress(await knownTenant(), api);
    const response = await fetch(prepare(operation, values, address).url, { cache: "no-store", credentials: "omit" });
    return response.ok ? ((await response.json()) as unknown) : undefined;
  } catch {
    return undefined;
  }
}
