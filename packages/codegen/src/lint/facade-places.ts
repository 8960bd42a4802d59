import type { Oas3Rule } from "@redocly/openapi-core";

import { readPlace } from "../api/facade-place.ts";

/** A webhook is not a call, so it has no place. */
const isWebhook = (pointer: string): boolean => pointer.startsWith("#/webhooks/");

/** Each operation says where it stands in the facade, each at a place of its own, or why it has none. */
export const facadePlaces: Oas3Rule = () => {
  const taken = new Map<string, string>();
  return {
    Operation(operation, context) {
      const { location } = context;
      if (isWebhook(location.pointer)) return;
      const { operationId = "an operation without an operationId", "x-sdk": sdk } = operation as {
        readonly operationId?: string;
        readonly "x-sdk"?: unknown;
      };
      const problem = (message: string): void =>
        context.report({
          message: `${operationId}: ${message}`,
          location: sdk === undefined ? location : location.child("x-sdk"),
        });
      const read = readPlace(sdk);
      if ("problem" in read) {
        problem(read.problem);
        return;
      }
      if (read.place === undefined) return;
      const name = `${read.place.resource}.${read.place.method}`;
      const holder = taken.get(name);
      if (holder === undefined) taken.set(name, operationId);
      else problem(`${name} is the place of ${holder} already; give one of them another name`);
    },
  };
};
