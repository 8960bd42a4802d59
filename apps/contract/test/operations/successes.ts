import { isApiError } from "@switchboard/messaging";
import { expect, test } from "vitest";

import { present } from "../tenants.ts";
import { handwrittenMethod } from "./by-hand.ts";
import { methodOf, resultOf, successOf } from "./calls.ts";
import { expectRequestOf, kindOf, reasonIn, rejectionOf } from "./expectations.ts";
import type { Subject } from "./subject.ts";

/** The first documented request, through both clients. */
export function testFirstRequest(subject: Subject): void {
  const { byHand, facade, isInFacade, operation, raw, requests, specification, statuses, tenants } = subject;
  const { headers, operationId } = operation;

  test("succeeds through the raw client, at its path", async () => {
    const tenant = tenants.open();
    const result = await raw(tenant, await requests.first(operation, tenant));
    successOf(result);
    expect(statuses).toContain(result.response.status);
    expectRequestOf(operation, tenant.sent.at(-1));
  });

  if (!isInFacade) return;
  test("gives the same through the facade, at its place, path and name", async () => {
    const [tenant, other] = [tenants.open(), tenants.open()];
    expect(methodOf(tenant, specification.api, operation)).toBeTypeOf("function");
    const result = await facade(tenant, await requests.first(operation, tenant));
    expect(tenant.operationIds.at(-1)).toBe(operationId);
    const request = present(tenant.sent.at(-1));
    expectRequestOf(operation, request);
    expect(request.headers.has("idempotency-key")).toBe(headers.includes("idempotency-key"));
    const data = successOf(await raw(other, await requests.first(operation, other)));
    const own = byHand.distinct[operationId] ?? [];
    const anyText = Object.fromEntries(own.map((name) => [name, expect.any(String)]));
    expect(result).toEqual(resultOf(specification, operation, { ...data, ...anyText }));
  });
}

/** Every documented response, as both clients read it. */
export function testDocumentedResponses(subject: Subject): void {
  const { facade, isInFacade, operation, raw, reader, requests, specification } = subject;
  const { operationId, place, responses } = operation;
  const { api } = specification;
  const { requestFor = {}, throws = {} } = place?.isHandwritten === true ? handwrittenMethod(api, operation) : {};

  const documented = [...responses].flatMap(([status, examples]) =>
    examples.map(({ name, value }) => [status, name, value] as const),
  );
  test.each(documented)("reads the documented response %i, example %s", async (status, name, value) => {
    const prefer = `code=${status}, example=${name}`;
    const given = requestFor[`${status}/${name}`];
    const first = await requests.first(operation, reader());
    const request = given === undefined ? first : await requests.named(operation, reader(), given);
    const { data, error, response } = await raw(reader(), request, prefer);
    expect({ status: response.status, body: status < 400 ? data : error }).toEqual({ status, body: value });
    if (!isInFacade) return;
    const failure = throws[`${status}/${name}`];
    if (status < 400 && failure === undefined) {
      const result = resultOf(specification, operation, value as Readonly<Record<string, unknown>>);
      expect(await facade(reader(), request, prefer)).toEqual(result);
      return;
    }
    const thrown = await rejectionOf(facade(reader(), request, prefer));
    expect(thrown).toMatchObject({ api, operationId, status, kind: kindOf(status), body: value, ...failure });
    expect(thrown.message).toContain(reasonIn(value));
    expect(isApiError(thrown, api)).toBe(true);
  });
}

/** Responses that depend on what the tenant has. */
export function testStatefulResponses(subject: Subject): void {
  const { byHand, facade, operation, raw, requests, specification, tenants } = subject;
  const successes = Object.entries(byHand.stateful[operation.operationId] ?? {}).filter(([status]) => +status < 400);
  for (const [status, { request: change }] of successes) {
    test(`succeeds with ${status} where the state of things leads there, through both clients`, async () => {
      const [tenant, other] = [tenants.open(), tenants.open()];
      const result = await raw(tenant, await change(await requests.first(operation, tenant), tenant));
      expect(result.response.status).toBe(Number(status));
      const request = await change(await requests.first(operation, other), other);
      expect(await facade(other, request)).toEqual(resultOf(specification, operation, successOf(result)));
    });
  }
}
