import { expect, test } from "vitest";

import { withoutKey } from "../tenants.ts";
import type { Subject } from "./subject.ts";

/** What a vendor has announced and not built. */
export function testPlanned({ byHand, isInFacade, operation, raw, requests, statuses, tenants }: Subject): void {
  // Prism's proxy takes a 501 for an operation that it has to mock itself.
  test.skipIf(tenants.proxied)("responds 501, in the raw client alone, whatever is sent", async () => {
    const tenant = tenants.open();
    const { error, response } = await raw(tenant, await requests.first(operation, tenant));
    expect([response.status, error]).toEqual([501, byHand.errorShape(/is planned/)]);
    expect([statuses, isInFacade]).toEqual([[401, 501], false]);
  });

  test("is rejected with 401 without a key", async () => {
    const keyless = tenants.open({ before: withoutKey, breaksSpec: true });
    const { response } = await raw(keyless, await requests.first(operation, tenants.open()));
    expect(response.status).toBe(401);
  });
}
