import { fileURLToPath } from "node:url";

import { InboundError, type Rejection, type Service } from "../../model/service.ts";
import { InvalidCursorError } from "../../model/keyset-cursor.ts";
import type { Control } from "../control.ts";
import { FaultError } from "../faults/fault.ts";
import { ScenarioError } from "../scenario.ts";
import { adminHandlers } from "./handlers.ts";

const statuses: Readonly<Record<Rejection["kind"], number>> = {
  unauthorized: 401,
  unknownOperation: 404,
  unknownParameter: 422,
  malformed: 400,
  emptyJson: 400,
  invalidBody: 422,
  internal: 500,
};

/** The mock's own interface, served like the APIs that it mocks: Prism validates each request and each response by its document. */
export function createAdminService(control: Control): Service {
  const handlers = adminHandlers(control);
  return {
    name: "the mock's own interface",
    api: "admin",
    specFile: fileURLToPath(new URL("../../../admin.openapi.yaml", import.meta.url)),
    cursorField: "cursor",
    keyOf: () => "admin",
    keyHeader: () => ({}),
    faultBody: (status) => ({ message: `Status ${status}` }),
    errorResponse: (error) => (isCallersError(error) ? { status: 422, body: { message: error.message } } : undefined),
    reject: ({ kind, reason }) => ({ status: statuses[kind], body: { message: reason } }),
    createTenant: () => ({
      handlers,
      receive: () => {
        throw new InboundError("The mock itself receives no messages");
      },
      count: () => ({}),
    }),
  };
}

const isCallersError = (error: unknown): error is Error =>
  error instanceof FaultError ||
  error instanceof InboundError ||
  error instanceof InvalidCursorError ||
  error instanceof ScenarioError ||
  error instanceof RangeError;
