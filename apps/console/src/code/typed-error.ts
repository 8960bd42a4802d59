import { SwitchboardError, type ClientOptions } from "@switchboard/messaging";
import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";

import type { Values } from "../service/request.ts";
import type { Received } from "../service/send.ts";
import { reasonOf } from "../shell/error-reason.ts";
import type { ApiName, Operation } from "../spec/operations.ts";
import { factsOf, type TypedError } from "./error-facts.ts";
import { facadeCall, type FacadeCall } from "./facade-call.ts";

/** What the client is given: a response, one that breaks off within its body, or none at all: `none` or `hang`. */
export type GivenResponse =
  | (Pick<Received, "headers" | "status" | "text"> & { readonly kind: "response"; readonly isCut?: boolean })
  | { readonly kind: "hang" | "none" };

/** What the error says the limit was when nothing ever came; it is not waited for here. */
const shortLimit = 1;

/**
 * The error that our client throws for a response: the client itself is given that response, so that nothing is said here that it
 * would not do. No request is made.
 */
export async function typedErrorOf(
  operation: Operation,
  values: Values,
  given: GivenResponse,
): Promise<TypedError | undefined> {
  const { api } = operation;
  const call = facadeCall(operation, values);
  const service = serviceWith(given);
  try {
    await carryOut(api, call, { fetch: service.fetch, ...(given.kind === "hang" && { timeout: shortLimit }) });
    return undefined;
  } catch (error) {
    // A client that goes on, to the next page for instance, has accepted the response.
    if (service.isLeftBehind()) return undefined;
    // What no type allows may be too much for the client's own code.
    if (!(error instanceof SwitchboardError)) return { name: nameOf(error), message: reasonOf(error), facts: [] };
    return { ...factsOf(error), message: error.message.replace(`than ${shortLimit} ms`, "than its `timeout`") };
  }
}

interface Service {
  readonly fetch: NonNullable<ClientOptions["fetch"]>;
  /** Whether the client went on from a success to another request, of which nothing is known. */
  readonly isLeftBehind: () => boolean;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "Error");

function serviceWith(given: GivenResponse): Service {
  const isSuccess = given.kind === "response" && given.status < 300;
  let requests = 0;
  return {
    isLeftBehind: () => isSuccess && requests > 1,
    fetch() {
      requests += 1;
      if (given.kind === "hang") return new Promise(() => undefined);
      if (given.kind !== "response" || (isSuccess && requests > 1))
        return Promise.reject(new TypeError("Failed to fetch"));
      const { headers, isCut = false, status, text } = given;
      const kept = headers.filter(([name]) => name !== "content-length" && name !== "content-encoding");
      return Promise.resolve(
        new Response(isCut ? cutBody() : text === "" ? null : text, { status, headers: kept.map(([...pair]) => pair) }),
      );
    },
  };
}

/** A body that breaks off, as a browser has it. */
const cutBody = (): ReadableStream =>
  new ReadableStream({ start: (controller) => controller.error(new TypeError("network error")) });

async function carryOut(api: ApiName, { args, path, take }: FacadeCall, limits: ClientOptions): Promise<void> {
  const options: ClientOptions = { apiKey: "none", retries: 0, ...limits };
  const client: unknown = api === "blotato" ? createBlotato(options) : createBlooio(options);
  const method = path.reduce((object, name) => (object as Readonly<Record<string, unknown>>)[name], client);
  const result = (method as (...given: readonly unknown[]) => unknown)(...args);
  await (take === undefined
    ? result
    : (result as { toArray(of: { limit: number }): Promise<unknown> }).toArray({ limit: take }));
}
