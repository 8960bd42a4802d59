import { createApi, type Api } from "../../src/http/api.ts";
import {
  InboundError,
  type OperationResponse,
  type OperationHandler,
  type Rejection,
  type Service,
} from "../../src/model/service.ts";

const statuses: Readonly<Record<Rejection["kind"], number>> = {
  unauthorized: 401,
  unknownOperation: 404,
  unknownParameter: 422,
  malformed: 422,
  emptyJson: 422,
  invalidBody: 422,
  internal: 500,
};

/** A small vendor, whose every rejection is `{ no: reason }`. */
export function sayingService(specFile: string, handlers: Readonly<Record<string, OperationHandler>>): Service {
  return {
    name: "saying",
    api: "blotato",
    cursorField: "cursor",
    faultBody: (status) => ({ no: `status ${status}` }),
    errorResponse: () => undefined,
    specFile,
    keyOf: (headers) => headers["key"] || undefined,
    keyHeader: (key) => ({ key }),
    reject: ({ kind, reason }) => ({ status: statuses[kind], body: { no: reason } }),
    createTenant: () => ({
      handlers,
      receive: () => {
        throw new InboundError("This service takes no messages");
      },
      count: () => ({}),
    }),
  };
}

export const sayOk: OperationHandler = () => ({ status: 200, body: {} });

export const createSayingApi = (specFile: string, handler: OperationHandler = sayOk): Promise<Api> =>
  createApi(sayingService(specFile, { say: handler }));

/** Calls `say` with a key. */
export function say(api: Api, body: unknown, query = ""): Promise<OperationResponse> {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return api.handle({
    method: "POST",
    target: `/base/say${query}`,
    headers: { key: "k", "content-type": "application/json" },
    body: bytes,
  });
}
