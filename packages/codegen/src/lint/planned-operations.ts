import type { Oas3Rule } from "@redocly/openapi-core";

/** Each operation has a success, but for one that is only planned, `x-planned: true`: that has a 501, and stands in raw alone. */
export const plannedOperations: Oas3Rule = () => ({
  Operation(operation, context) {
    const {
      operationId = "an operation without an operationId",
      responses = {},
      "x-planned": mark,
      "x-sdk": sdk,
    } = operation as {
      readonly operationId?: string;
      readonly responses?: object;
      readonly "x-planned"?: unknown;
      readonly "x-sdk"?: unknown;
    };
    const statuses = Object.keys(responses);
    const problem = (message: string): void =>
      context.report({ message: `${operationId}: ${message}`, location: context.location });
    const hasSuccess = statuses.some((status) => /^[23]/.test(status));
    if (mark === undefined) {
      if (!hasSuccess) problem('no success is documented; expected a status such as 200, or "x-planned: true"');
      return;
    }
    const isRawOnly = typeof sdk === "object" && sdk !== null && "rawOnly" in sdk;
    if (mark !== true || hasSuccess || !statuses.includes("501") || !isRawOnly) {
      problem('what is planned has "x-planned: true", a 501, no success, and "x-sdk: { rawOnly }"');
    }
  },
});
