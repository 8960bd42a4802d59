import type { Values } from "../service/request.ts";
import type { ApiName } from "../spec/operations.ts";
import { blooioCalls } from "./blooio-calls.ts";
import { blotatoCalls } from "./blotato-calls.ts";

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

const calls: Readonly<Record<ApiName, Readonly<Record<string, CallMaker>>>> = {
  blotato: blotatoCalls,
  blooio: blooioCalls,
};

/** The call of the facade that sends an operation; undefined where the facade has none. */
export const facadeCall = (api: ApiName, operationId: string, values: Values): FacadeCall | undefined =>
  calls[api][operationId]?.(values);
