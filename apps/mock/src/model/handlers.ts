import type { OperationHandlers, OperationRequest, OperationResponse } from "./service.ts";

/** Responds to one operation from the state of a tenant. What it throws, the service turns into a response. */
export type StateHandler<State> = (state: State, request: OperationRequest) => OperationResponse;

/**
 * The handlers of a tenant, over its state.
 *
 * @param before runs before each handler
 */
export const handlersOver = <State>(
  state: State,
  handlers: Readonly<Record<string, StateHandler<State>>>,
  before: (state: State) => void = () => undefined,
): OperationHandlers =>
  Object.fromEntries(
    Object.entries(handlers).map(([operationId, handler]) => [
      operationId,
      (request) => {
        before(state);
        return handler(state, request);
      },
    ]),
  );
