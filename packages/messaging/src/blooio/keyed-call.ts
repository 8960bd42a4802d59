import { SwitchboardError, type Operation } from "@switchboard/typed-fetch";

import type { ApiPromise } from "../core/api-promise.ts";
import type { Core } from "../core/client.ts";
import { givenKey, type CallOptions, type RunOptions } from "../core/options.ts";
import type { Read } from "../core/result.ts";

/** Options of a call that the service recognises by a key when it is repeated. */
export interface SendOptions extends CallOptions {
  /**
   * Makes repeating safe, also across restarts: the same key with the same message is sent once, and gives the first result.
   * Default: a new key for each call, used for all of its attempts; an error has it as `idempotencyKey`.
   */
  readonly idempotencyKey?: string | undefined;
}

/** Calls an operation with an idempotency key: the one of the options or of their headers, or a new one. */
export const keyedCall = <Input extends object, Output, Result>(
  { call }: Core,
  operation: Operation<Input, Output, unknown>,
  input: () => Omit<NoInfer<Input>, "header">,
  options: RunOptions,
  read: Read<Output, Result>,
): ApiPromise<Result> =>
  call(operation, () => ({ ...input(), header: { "Idempotency-Key": keyOf(options) } }) as Input, options, read);

/** @throws SwitchboardError when the given key cannot be a header */
function keyOf(options: RunOptions): string {
  const key = givenKey(options) ?? newKey();
  if (/^[\x21-\x7E]+$/.test(key)) return key;
  throw new SwitchboardError("idempotencyKey must be visible ASCII characters", "invalidOption");
}

/** A UUID. `crypto.randomUUID` is missing on a page that was not loaded over https. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16).padStart(8, "0"))
    .join("")
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})/, "$1-$2-4$3-a$4-");
