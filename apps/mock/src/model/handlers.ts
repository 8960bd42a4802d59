import type { OperationHandlers, OperationRequest, OperationResponse } from "./service.ts";

/** Responds to one operation from the state of a tenant. What it throws, the service turns into a response. */
export type StateHandler<State> = (state: State, request: OperationRequest) => OperationResponse;

/**
 * The handlers of a tenant, over its state.
 *
 * @param before runs before each handler; what it throws rejects the request
 */
export const handlersOver = <State>(
  state: State,
  handlers: Readonly<Record<string, StateHandler<State>>>,
  before: (state: State, operationId: string) => void = () => undefined,
): OperationHandlers =>
  Object.fromEntries(
    Object.entries(handlers).map(([operationId, handler]) => [
      operationId,
      (request) => {
        before(state, operationId);
        return handler(state, request);
      },
    ]),
  );
