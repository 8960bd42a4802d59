import { ApiError, SwitchboardError } from "@switchboard/messaging";
import { expect, test } from "vitest";

import { isPrismRejection } from "../prism/proxies.ts";
import { boundsOf } from "./bounds.ts";
import { kindOf } from "./expectations.ts";
import type { Subject } from "./subject.ts";

/** The bounds of a request: values at them pass, and values beyond them are rejected. */
export function testBounds(subject: Subject): void {
  const { byHand, facade, isInFacade, operation, raw, reader, requests, specification, statuses, tenants } = subject;
  const { operationId } = operation;
  const { api } = specification;
  const bounds = boundsOf(specification, operation).map((bound) => [bound.name, bound] as const);
  const narrower = byHand.narrower[operationId] ?? [];

  const limits = bounds.filter(([, { within }]) => within.length > 0);
  test.each(limits)("%s, where it passes", async (_, { field, in: part, within }) => {
    // Where another rule of the service rejects the value, the facade lets it through all the same.
    const passes = !(part === "body" && narrower.includes(field));
    for (const change of within) {
      const [tenant, other] = [tenants.open(), tenants.open()];
      const { response } = await raw(tenant, await requests.changed(operation, tenant, change));
      expect(response.ok).toBe(passes);
      if (!isInFacade) continue;
      const call = facade(other, await requests.changed(operation, other, change));
      const rejection = await call.then(
        () => undefined,
        (error: unknown) => (error instanceof ApiError ? error.status : error),
      );
      expect(rejection).toBe(passes ? undefined : response.status);
    }
  });

  test.each(bounds)("%s, beyond which it is rejected", async (_, { beyond, isClosed, reason }) => {
    const tenant = tenants.open({ breaksSpec: true });
    for (const change of beyond) {
      const request = await requests.changed(operation, reader(), change);
      const { error, response } = await raw(tenant, request);
      const { status } = response;
      expect(isPrismRejection(response)).toBe(tenants.proxied);
      expect(kindOf(status)).toBe("validation");
      if (!tenants.proxied) expect(statuses).toContain(status);
      if (!tenants.proxied) expect(error).toEqual(byHand.errorShape(/./));
      // A handwritten method may leave out what it does not know.
      if (!isInFacade || (isClosed && operation.place?.isHandwritten === true)) continue;
      const before = tenant.sent.length;
      const thrown: unknown = await facade(tenant, request).catch((caught: unknown) => caught);
      // A size in a body is known without the service: no request is made.
      const isKnown = reason !== undefined;
      expect(thrown).toBeInstanceOf(isKnown ? SwitchboardError : ApiError);
      expect(thrown instanceof ApiError).toBe(!isKnown);
      expect(thrown).toMatchObject(
        isKnown ? { message: expect.stringMatching(reason) } : { api, operationId, status, kind: "validation" },
      );
      expect(tenant.sent).toHaveLength(before + (isKnown ? 0 : 1));
    }
  });
}
