import type { ApiError } from "@switchboard/messaging";
import { expect, test } from "vitest";

import { isPrismRejection } from "../prism/proxies.ts";
import { present, withoutKey, type Tenant } from "../tenants.ts";
import { boundsOf } from "./bounds.ts";
import type { OperationRequest } from "./calls.ts";
import { kindOf, rejectionOf } from "./expectations.ts";
import type { Subject } from "./subject.ts";

/** What every operation rejects: no key, unknown ids, what cannot be read; and what it rejects for reasons of its own. */
export function testRejections(subject: Subject): void {
  const { byHand, facade, inPath, isInFacade, operation, raw, reader, requests, specification, statuses, tenants } =
    subject;
  const { body, operationId } = operation;
  const { api } = specification;
  const { errorShape, flatErrorShape = errorShape, stateful, unauthorizedShape, unreadableBody } = byHand;

  /** What both clients make of a rejection. */
  const rejectionsOf = async (tenant: Tenant, request: OperationRequest): Promise<object> => {
    const { error, response } = await raw(tenant, request);
    const ofRaw = { status: response.status, body: error };
    if (!isInFacade) return { raw: ofRaw };
    const thrown = await rejectionOf(facade(tenant, request));
    return { raw: ofRaw, facade: pick(thrown, "api", "attempts", "body", "kind", "message", "operationId", "status") };
  };
  const rejections = (status: number, reason: RegExp, isFlat = false): object => {
    const expected = { status, body: (isFlat ? flatErrorShape : errorShape)(reason, status) };
    if (!isInFacade) return { raw: expected };
    const typed = { api, operationId, kind: kindOf(status), attempts: 1, message: expect.stringMatching(reason) };
    return { raw: expected, facade: { ...expected, ...typed } };
  };

  test("is rejected with 401 without a key", async () => {
    const keyless = tenants.open({ before: withoutKey, breaksSpec: true });
    const request = await requests.first(operation, reader());
    const { error, response } = await raw(keyless, request);
    expect(statuses).toContain(401);
    expect({ status: response.status, isByPrism: isPrismRejection(response) }).toEqual({
      status: 401,
      isByPrism: tenants.proxied,
    });
    if (!tenants.proxied) expect(error).toEqual(unauthorizedShape);
    if (!isInFacade) return;
    const thrown = await rejectionOf(facade(keyless, request));
    const facts = { api, operationId, status: 401, kind: "auth", retryable: false, maybeSent: false };
    expect(thrown).toMatchObject(facts);
    if (!tenants.proxied) expect(thrown.body).toEqual(unauthorizedShape);
  });

  test.each(inPath)("is rejected with 404 for an unknown %s", async (name) => {
    const first = await requests.first(operation, reader());
    const request = { ...first, path: { ...first.path, [name]: "unknown-0" } };
    expect(statuses).toContain(404);
    expect(await rejectionsOf(reader(), request)).toEqual(rejections(404, /unknown-0/));
  });

  for (const [status, { isFlat, reason = /./, request: change }] of Object.entries(stateful[operationId] ?? {})) {
    if (Number(status) < 400) continue;
    test(`is rejected with ${status} where the state of things leads there, for ${reason.source}`, async () => {
      const tenant = tenants.open();
      const request = await change(await requests.first(operation, tenant), tenant);
      expect(statuses).toContain(Number(status));
      expect(await rejectionsOf(tenant, request)).toEqual(rejections(Number(status), reason, isFlat));
    });
  }

  if (body === undefined) return;
  test("is rejected for a body that is not JSON", async () => {
    const tenant = tenants.open();
    await raw(tenant, await requests.first(operation, tenant));
    const { headers, method, url } = present(tenant.sent.at(-1));
    const init = { method, headers: [...headers, ["content-type", "application/json"]] as [string, string][] };
    const response = await fetch(url, { ...init, body: '{"a":' });
    expect(response.status).toBe(unreadableBody);
    expect(await response.json()).toEqual(errorShape(/./));
  });
}

/** The documented statuses are those that the mock gives, by itself or for a `Prefer` header. */
export function testStatuses(subject: Subject): void {
  const { byHand, inPath, operation, specification, statuses } = subject;
  const { body, operationId } = operation;

  test("has no documented status that nothing gets", () => {
    const { onlyPreferred, stateful, unreadableBody } = byHand;
    const own = onlyPreferred[operationId] ?? [];
    expect(statuses).toEqual(expect.arrayContaining([...own]));
    const hasBounds = boundsOf(specification, operation).length > 0;
    const got = new Set([
      401,
      ...(inPath.length > 0 ? [404] : []),
      ...(body === undefined ? [] : [unreadableBody]),
      ...(hasBounds ? statuses.filter((status) => kindOf(status) === "validation") : []),
      ...Object.keys(stateful[operationId] ?? {}).map(Number),
      ...(onlyPreferred["*"] ?? []),
      ...own,
    ]);
    const [, ...others] = statuses.filter((status) => !got.has(status)).toSorted((a, b) => a - b);
    // The one that is left is that of the first request.
    expect(others).toEqual([]);
  });
}

const pick = (error: ApiError, ...names: readonly (keyof ApiError)[]): object =>
  Object.fromEntries(names.map((name) => [name, error[name]]));
