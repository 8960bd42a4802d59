import type { Operation } from "@switchboard/typed-fetch";

import type { Core } from "./client.ts";
import { deliveryFailed } from "./failures.ts";
import { hasCome, pollUntil, type WaitOptions } from "./polling.ts";
import type { Read } from "./result.ts";

/**
 * Reads something again and again until it has a status that is waited for.
 *
 * @param read gives the result, or undefined as long as there is none
 * @throws like `pollUntil`, and what `read` throws
 */
export const follow = <Input extends object, Output, Result>(
  { call, settings }: Core,
  operation: Operation<Input, Output, unknown>,
  input: NoInfer<Input>,
  options: WaitOptions | undefined,
  read: Read<Output, Result | undefined>,
): Promise<Result> => pollUntil(operation, settings, options ?? {}, async (own) => call(operation, input, own, read));

/**
 * Accepts what has one of some statuses.
 *
 * @param final the statuses after which nothing more comes
 * @param reasonOf why it has another of those
 * @returns a reading that throws an ApiError of the kind `delivery` for another final status
 */
export const arrivedAt =
  <Body extends { readonly status?: string | undefined }>(
    wanted: readonly string[],
    final: readonly string[],
    reasonOf: (body: Body) => string | null | undefined = () => undefined,
  ): Read<Body, Body | undefined> =>
  (body, call) => {
    const failed = (ending: string): Error =>
      deliveryFailed(call, `${ending}, ${reasonOf(body) ?? "for no reason given"}`, undefined, body);
    return hasCome(body.status, wanted, final, failed) ? body : undefined;
  };
