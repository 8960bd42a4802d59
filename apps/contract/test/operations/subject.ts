import type { SpecOperation, Specification } from "../specification.ts";
import type { Tenant, Tenants } from "../tenants.ts";
import { byHand, type ByHandOf } from "./by-hand.ts";
import { callFacade, callRaw, type OperationRequest, type RawResult } from "./calls.ts";
import { createRequests, type Requests } from "./requests.ts";

/** An API under test. */
export interface ApiSubject {
  readonly specification: Specification;
  readonly byHand: ByHandOf;
  readonly tenants: Tenants;
  readonly requests: Requests;
  /** A tenant for all requests that change nothing. */
  readonly reader: () => Tenant;
}

/** An operation under test. */
export interface Subject extends ApiSubject {
  readonly operation: SpecOperation;
  /** The documented ones. */
  readonly statuses: readonly number[];
  /** The names of the parameters of its path. */
  readonly inPath: readonly string[];
  /** Whether it stands in the facade; in the raw client, all do. */
  readonly isInFacade: boolean;
  /** @param prefer the documented response to give */
  readonly raw: (tenant: Tenant, request: OperationRequest, prefer?: string) => Promise<RawResult>;
  /** @param prefer the documented response to give */
  readonly facade: (tenant: Tenant, request: OperationRequest, prefer?: string) => Promise<unknown>;
}

export function apiSubject(specification: Specification, tenants: Tenants): ApiSubject {
  let reader: Tenant | undefined;
  return {
    specification,
    byHand: byHand[specification.api],
    tenants,
    requests: createRequests(specification, tenants),
    reader: () => (reader ??= tenants.open()),
  };
}

export function subjectOf(subject: ApiSubject, operation: SpecOperation): Subject {
  const { specification } = subject;
  const { parameters, place, responses } = operation;
  return {
    ...subject,
    operation,
    statuses: [...responses.keys()],
    inPath: parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name),
    isInFacade: place !== undefined,
    raw: (tenant, request, prefer) =>
      callRaw(tenant, specification.api, operation, request, prefer === undefined ? {} : { prefer }),
    facade: (tenant, request, prefer) =>
      callFacade(tenant, specification, operation, request, prefer === undefined ? {} : { headers: { prefer } }),
  };
}
