import type { SwitchboardError } from "@switchboard/messaging";

/** An error of the facade, as far as it is shown. */
export interface TypedError {
  readonly name: string;
  readonly message: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

const shown = ["kind", "status", "code", "retryable", "retryAfter", "maybeSent", "requestId"];

/** What a program can read of an error. */
export function factsOf(error: SwitchboardError): TypedError {
  const facts = error as unknown as Readonly<Record<string, unknown>>;
  return {
    name: error.name,
    message: error.message,
    facts: shown.flatMap((name) => (facts[name] === undefined ? [] : [[name, JSON.stringify(facts[name])] as const])),
  };
}
