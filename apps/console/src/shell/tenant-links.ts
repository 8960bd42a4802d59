import { effect } from "@preact/signals";

import { instance } from "../service/mock-feed.ts";
import { pickTenant } from "../service/target.ts";
import { tenant } from "../service/tenant.ts";
import { query, setQuery, withQuery } from "./router.ts";

/**
 * A link that shows what it leads to in this tenant, in another tab too, which knows nothing of this one's key.
 *
 * @returns undefined until the mock has told the tenant's number: without it, another tab would show somebody else's data
 */
export function inThisTenant(link: string): string | undefined {
  if (tenant.value === undefined || instance.value === undefined) return undefined;
  return withQuery(link, new URLSearchParams({ tenant: `${tenant.value}@${instance.value}` }));
}

/** Shows the tenant that a link names, unless it is shown already. The number is that of one mock. */
export function followTenantLinks(): void {
  effect(() => {
    const parameters = new URLSearchParams(query.value);
    const [number = "", of] = parameters.get("tenant")?.split("@") ?? [];
    if (of === undefined || tenant.value === undefined || instance.value === undefined) return;
    if (of === instance.value && Number(number) !== tenant.value) pickTenant({ tenant: Number(number), instance: of });
    // It is followed once: from here on the choice at the top says whose data it is.
    parameters.delete("tenant");
    setQuery(parameters);
  });
}
