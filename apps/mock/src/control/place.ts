import { blooioEventTypes } from "../blooio/generated/events.ts";
import type { Api } from "../http/api.ts";
import { apiNames, type ApiName } from "../model/service.ts";
import { checkResponse } from "../prism/check-response.ts";
import { idOf } from "../prism/served-spec.ts";
import { FaultError, type Fault } from "./faults/fault.ts";
import type { ActiveFault } from "./faults/faults.ts";
import { ResponseError, type ActiveResponse, type OwnResponse } from "./own-responses.ts";

type Apis = Readonly<Record<ApiName, Api>>;

/**
 * Lets an operation fail, on the named API or on each that has it.
 *
 * @throws FaultError when no API has the operation, or the fault is not valid
 */
export function placeFault(apis: Apis, operationId: string, fault: Fault, api?: ApiName): readonly ActiveFault[] {
  if ("delivery" in fault) {
    if (operationId !== "*" && !(blooioEventTypes as readonly string[]).includes(operationId)) {
      throw new FaultError(
        `There is no event ${JSON.stringify(operationId)} that is delivered; expected "*" or one of ${blooioEventTypes.join(", ")}`,
      );
    }
    return [apis.blooio.faults.add(operationId, fault)];
  }
  const having = apiNames.filter(
    (name) => (api ?? name) === name && (operationId === "*" || apis[name].specs.current.operationIds.has(operationId)),
  );
  if (having.length === 0) {
    const known = apiNames
      .filter((name) => (api ?? name) === name)
      .flatMap((name) => [...apis[name].specs.current.operationIds]);
    throw new FaultError(
      `There is no operation ${JSON.stringify(operationId)}; expected "*" or one of ${[...new Set(known)].join(", ")}`,
    );
  }
  const isPaged = (name: ApiName): boolean =>
    apis[name].specs.current.spec.operations.some(
      ({ iid, request }) =>
        (operationId === "*" || iid === operationId) &&
        request?.query?.some((parameter) => parameter.name === "cursor"),
    );
  if ("cursor" in fault && !having.some(isPaged)) throw new FaultError(`${operationId} has no cursor that could fail`);
  return having.map((name) => apis[name].faults.add(operationId, fault));
}

/**
 * Gives a response in the place of the model's, on the named API or on each whose spec has it.
 *
 * @throws ResponseError when no spec has such a response to the operation
 */
export function placeResponse(
  apis: Apis,
  operationId: string,
  response: OwnResponse,
  api?: ApiName,
): readonly ActiveResponse[] {
  const problems: string[] = [];
  const fitting = apiNames.filter((name) => {
    if ((api ?? name) !== name) return false;
    const operation = apis[name].specs.current.spec.operations.find((candidate) => idOf(candidate) === operationId);
    const found =
      operation === undefined
        ? ["there is no such operation"]
        : checkResponse(operation, { status: response.status, body: response.body });
    if (found.length > 0) problems.push(`${apis[name].service.name}: ${found.join("; ")}`);
    return found.length === 0;
  });
  if (fitting.length === 0) {
    throw new ResponseError(`This is not a response to ${operationId} by the spec. ${problems.join(". ")}`);
  }
  return fitting.map((name) => apis[name].ownResponses.add(operationId, response));
}
