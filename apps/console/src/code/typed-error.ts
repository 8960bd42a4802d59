import { SwitchboardError, type ClientOptions } from "@switchboard/messaging";
import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";

import type { Values } from "../service/request.ts";
import type { Outcome } from "../service/send.ts";
import type { ApiName, Operation } from "../spec/operations.ts";
import { facadeCall, type FacadeCall } from "./facade-call.ts";

/** An error of the facade, as far as it is shown. */
export interface TypedError {
  readonly name: string;
  readonly message: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

const shown = ["kind", "status", "code", "retryable", "retryAfter", "maybeSent", "requestId"];

/**
 * The error that our client throws for an answer: the client itself is given that answer, so that nothing is said here that it
 * would not do. No request is made.
 */
export async function typedErrorOf(
  operation: Operation,
  values: Values,
  outcome: Outcome,
): Promise<TypedError | undefined> {
  const { api } = operation;
  const call = facadeCall(operation, values);
  const service = serviceWith(outcome);
  try {
    await carryOut(api, call, service.fetch);
    return undefined;
  } catch (error) {
    // A client that goes on, to the next page for instance, has accepted the response.
    if (service.isLeftBehind()) return undefined;
    if (!(error instanceof SwitchboardError)) throw error;
    const facts = error as unknown as Readonly<Record<string, unknown>>;
    return {
      name: error.name,
      message: error.message,
      facts: shown.flatMap((name) => (facts[name] === undefined ? [] : [[name, JSON.stringify(facts[name])] as const])),
    };
  }
}

interface Service {
  readonly fetch: NonNullable<ClientOptions["fetch"]>;
  /** Whether the client went on from a success to another request, of which nothing is known. */
  readonly isLeftBehind: () => boolean;
}

function serviceWith(outcome: Outcome): Service {
  const isSuccess = outcome.kind === "answer" && outcome.status < 300;
  let requests = 0;
  return {
    isLeftBehind: () => isSuccess && requests > 1,
    fetch() {
      requests += 1;
      if (outcome.kind === "none" || (isSuccess && requests > 1))
        return Promise.reject(new TypeError("Failed to fetch"));
      const { headers, status, text } = outcome;
      const kept = headers.filter(([name]) => name !== "content-length" && name !== "content-encoding");
      return Promise.resolve(
        new Response(text === "" ? null : text, { status, headers: kept.map(([...pair]) => pair) }),
      );
    },
  };
}

async function carryOut(
  api: ApiName,
  { args, path, take }: FacadeCall,
  fetch: NonNullable<ClientOptions["fetch"]>,
): Promise<void> {
  const options: ClientOptions = { apiKey: "none", fetch, retries: 0 };
  const client: unknown = api === "blotato" ? createBlotato(options) : createBlooio(options);
  const method = path.reduce((object, name) => (object as Readonly<Record<string, unknown>>)[name], client);
  const result = (method as (...given: readonly unknown[]) => unknown)(...args);
  await (take === undefined
    ? result
    : (result as { toArray(of: { limit: number }): Promise<unknown> }).toArray({ limit: take }));
}
