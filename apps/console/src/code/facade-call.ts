import { blooioPlainCalls } from "../generated/blooio/samples.ts";
import { blotatoPlainCalls } from "../generated/blotato/samples.ts";
import type { Values } from "../service/request.ts";
import type { ApiName } from "../spec/operations.ts";
import { blooioCalls } from "./blooio-calls.ts";
import { blotatoCalls } from "./blotato-calls.ts";
import { plainCall, type PlainCall } from "./plain-call.ts";

/** A call of the facade as data: it is written out as code, and carried out to see which error it gives. */
export interface FacadeCall {
  /** What is called, from the client on: `["messages", "send"]`. */
  readonly path: readonly string[];
  readonly args: readonly unknown[];
  /** Lists give a listing, from which items are taken. */
  readonly take?: number;
  /** What the result is called. */
  readonly result: string;
}

/** The call for what was entered. */
export type CallMaker = (values: Values) => FacadeCall;

interface Calls {
  readonly plain: Readonly<Record<string, PlainCall>>;
  readonly handwritten: Readonly<Record<string, CallMaker>>;
}

const calls: Readonly<Record<ApiName, Calls>> = {
  blotato: { plain: blotatoPlainCalls, handwritten: blotatoCalls },
  blooio: { plain: blooioPlainCalls, handwritten: blooioCalls },
};

/** The call of the facade that sends an operation; undefined where the facade has none. */
export function facadeCall(api: ApiName, operationId: string, values: Values): FacadeCall | undefined {
  const { handwritten, plain } = calls[api];
  const generated = plain[operationId];
  return generated === undefined ? handwritten[operationId]?.(values) : plainCall(generated, values);
}
