import { SwitchboardError, type Fetch } from "@switchboard/typed-fetch";

import type { Call } from "../call.ts";
import { copyWithoutSecrets, describeConnection, isUnusable, wasUnreached } from "./connection.ts";
import { ConnectionError, TimeoutError } from "../errors.ts";
import { outOfTime, withinLimits } from "./limits.ts";
import { takesSignal } from "./platform.ts";
import type { Repeatability, Failure } from "./retry.ts";

/** A response with its whole body. */
interface Responded {
  readonly response: Response;
  readonly text: string;
}

/** No complete response came. */
interface Broken {
  readonly failure: "unreached" | "lost";
  /** Made later, once the rest of the call is known. */
  readonly toError: (call: Call) => Error;
}

export type Outcome = Responded | Broken;

/**
 * Sends a request once, within the limits of its call.
 *
 * @param left milliseconds until the call's deadline
 * @throws the reason of the caller's signal, and SwitchboardError for a `fetch` that can send nothing; whatever else goes wrong is an
 *   outcome
 */
export async function attempt(
  { limits, options: { signal: caller } }: Call,
  // Taken out of its object: a browser's `fetch` throws when it is called as a method of something else.
  { isOwn, send }: { readonly send: Fetch; readonly isOwn: boolean },
  url: string,
  init: RequestInit,
  left: number,
): Promise<Outcome> {
  const { deadline, timeout } = limits;
  let hasResponse = false;
  try {
    return await withinLimits(Math.min(left, timeout), caller, async (signal) => {
      const response = await send(url, takesSignal(signal) ? { ...init, signal } : init);
      // From here on the service was reached, whatever fails.
      hasResponse = true;
      return { response, text: await response.text() };
    });
  } catch (error) {
    if (caller?.aborted === true) throw caller.reason;
    if (error === outOfTime) {
      const [scope, limit] = left < timeout ? (["deadline", deadline] as const) : (["attempt", timeout] as const);
      return { failure: "lost", toError: (call) => new TimeoutError(call.facts(), scope, limit) };
    }
    if (!isOwn && isUnusable(error)) {
      throw new SwitchboardError(
        "fetch cannot be used as it is set up: its dispatcher is of another version of undici; nothing was sent",
        "noFetch",
        { cause: error },
      );
    }
    return {
      failure: !hasResponse && wasUnreached(error, url, isOwn) ? "unreached" : "lost",
      toError: (call) => {
        const { code, reason } = call.redact(describeConnection(error));
        return new ConnectionError(reason, call.facts(), code, copyWithoutSecrets(error, call.redact.bind(call)));
      },
    };
  }
}

/** Why an outcome is not a success; undefined when it is one. */
export function failureOf(outcome: Outcome, repeatability: Repeatability): Failure | undefined {
  if ("failure" in outcome) return outcome.failure;
  if (!outcome.response.ok) return outcome.response.status;
  // A cut-off result of a keyed send: sending it again gives the result of the first, whole.
  return repeatability === "keyed" && parseJson(outcome.text) === undefined ? "lost" : undefined;
}

/** @returns undefined, which is never the value of JSON, when the text is not JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
