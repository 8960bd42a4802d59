import { specs } from "virtual:specs";

import { apiNames, operationsOf, type ApiName, type Operation, type OperationIds } from "./operations.ts";

/** Every operation of both APIs, in the order of the documents. */
export const operations: readonly Operation[] = apiNames.flatMap((api) => operationsOf(api, specs[api]));

/** The types of events that are delivered to webhooks. */
export const eventTypes: readonly string[] = apiNames.flatMap((api) => Object.keys(specs[api].webhooks ?? {}));

export function findOperation(api: string | undefined, operationId: string | undefined): Operation | undefined {
  return operations.find((operation) => operation.api === api && operation.operationId === operationId);
}

/** @throws Error when there is none, which only a spec without an operation that a view needs can cause */
export function operationOf<Api extends ApiName>(api: Api, operationId: OperationIds[Api]): Operation {
  const found = findOperation(api, operationId);
  if (found === undefined) throw new Error(`The spec of ${api} has no operation ${operationId}`);
  return found;
}

/** Where the real service stands, by its document. */
export const realAddress = (api: ApiName): string => specs[api].servers[0]?.url ?? "";

/** The header that carries the key. */
export function keyHeader(api: ApiName, key: string): readonly [name: string, value: string] {
  const [scheme] = Object.values(specs[api].components.securitySchemes);
  return scheme?.type === "apiKey" ? [scheme.name, key] : ["Authorization", `Bearer ${key}`];
}
