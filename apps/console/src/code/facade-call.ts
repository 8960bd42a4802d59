import { blooioPlainCalls } from "../generated/blooio/samples.ts";
import { blotatoPlainCalls } from "../generated/blotato/samples.ts";
import type { Values } from "../service/request.ts";
import type { ApiName, Operation } from "../spec/operations.ts";
import { blooioCalls } from "./blooio-calls.ts";
import { blotatoCalls } from "./blotato-calls.ts";
import { pathParameter } from "./entered.ts";
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

/** The generated method of the facade for an operation, such as `chats.get`; undefined where it is handwritten. */
export const plainMethodOf = ({ api, operationId }: Operation): string | undefined =>
  calls[api].plain[operationId]?.method.join(".");

/** The call of the facade that sends an operation: that of its `raw` client, where it has no method of its own. */
export function facadeCall(operation: Operation, values: Values): FacadeCall {
  const { api, operationId } = operation;
  const { handwritten, plain } = calls[api];
  const generated = plain[operationId];
  if (generated !== undefined) return plainCall(generated, values);
  return handwritten[operationId]?.(values) ?? rawCall(operation, values);
}

function rawCall({ method, parameters, path }: Operation, values: Values): FacadeCall {
  const given = (place: string): object | undefined => {
    const names = parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
    const entries = names.flatMap((name) => {
      const value = place === "path" ? pathParameter(values, name) : values.parameters[name];
      return value === undefined ? [] : [[name, value] as const];
    });
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  };
  const params = { path: given("path"), query: given("query"), header: given("header") };
  const hasParams = Object.values(params).some((each) => each !== undefined);
  const init = { params: hasParams ? params : undefined, body: values.body };
  return { path: ["raw", method], args: [path, init], result: "{ data, error }" };
}
