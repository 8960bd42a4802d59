import * as Either from "fp-ts/lib/Either.js";

import { loadPrism, responses } from "./prism-modules.ts";
import type { PrismResponse } from "./prism.ts";
import type { Operation } from "./spec/load.ts";

/** What Prism finds wrong with a JSON response to an operation; empty when the spec allows it. */
export function checkResponse(operation: Operation, { body, status }: PrismResponse): readonly string[] {
  if (responses.findOperationResponse(operation.responses, status)._tag === "None") {
    return [`status is ${status}; expected ${operation.responses.map(({ code }) => code).join(", ")}`];
  }
  const checked = loadPrism().validators.validateOutput({
    resource: operation,
    element: { statusCode: status, headers: { "content-type": "application/json" }, body },
  });
  if (Either.isRight(checked)) return [];
  return checked.left.map(({ message, path = [] }) => `${path.join(".")}: ${message}`);
}
