import type { DefaultPriorityEnvelope, Priority } from "@switchboard/blooio";
import { getMyDefaultPriority } from "@switchboard/blooio/operations";

import type { ApiPromise } from "../core/api-promise.ts";
import type { Core } from "../core/client.ts";
import type { CallOptions } from "../core/options.ts";
import { objectIn, type Read } from "../core/result.ts";
import { plainAccount, type PlainAccount } from "./generated/index.ts";

/** The organization to which the API key belongs. */
export interface Account extends PlainAccount {
  /**
   * Get the priority that routes the messages which name neither a sender nor a priority.
   *
   * @returns null where the key has none: then its own Blooio numbers send
   * @example
   * const priority = await blooio.account.defaultPriority();
   * console.log(priority?.channels ?? "the numbers of Blooio");
   */
  defaultPriority(options?: CallOptions): ApiPromise<Priority | null>;
}

export const createAccount = (core: Core): Account => ({
  ...plainAccount(core),
  defaultPriority: (options) => core.call(getMyDefaultPriority, {}, options, priorityOrNull),
});

const priorityOrNull: Read<DefaultPriorityEnvelope, Priority | null> = ({ data }, call) =>
  data === null ? null : objectIn("data")({ data }, call);
