import type { JSX } from "preact";

import type { KnownTenant } from "../service/admin.ts";
import { instance, tenants } from "../service/mock-feed.ts";
import { pickTenant, pickedTenant } from "../service/target.ts";
import { tenant, tenantProblem } from "../service/tenant.ts";
import { apiNames, apiTitles, type ApiName } from "../spec/operations.ts";
import { countOf } from "./count-of.ts";

/** What tells tenants apart, by the API. */
const kindsCounted: Readonly<Record<ApiName, readonly string[]>> = {
  blotato: ["conversations", "messages", "posts"],
  blooio: ["chats", "messages"],
};

/** Whose data the page shows: that of the key beside it, or of any other key that was used. */
export function TenantChoice(): JSX.Element {
  const picked = pickedTenant.value?.tenant;
  const own = picked === undefined ? tenant.value : undefined;
  const pick = (value: string): void => {
    const of = instance.peek();
    pickTenant(value === "" || of === undefined ? undefined : { tenant: Number(value), instance: of });
  };
  const ownKey = own === undefined ? "of this key" : `#${own}, of this key`;
  return (
    <>
      <label class="key">
        Tenant
        <select
          aria-label="Tenant of the page"
          value={picked ?? ""}
          onChange={({ currentTarget }) => pick(currentTarget.value)}
        >
          <option value="">
            {[ownKey, ...aboutTenant(tenants.value.find((each) => each.tenant === own))].join(" · ")}
          </option>
          {tenants.value
            .filter((each) => each.tenant !== own && (each.usedAt !== undefined || each.tenant === picked))
            .map((each) => (
              <option key={each.tenant} value={each.tenant}>
                {[`#${each.tenant}`, ...aboutTenant(each)].join(" · ")}
              </option>
            ))}
        </select>
      </label>
      {tenantProblem.value !== undefined && (
        <span role="status" class="problem">
          {tenantProblem.value}
        </span>
      )}
    </>
  );
}

function aboutTenant(of: KnownTenant | undefined): readonly string[] {
  if (of === undefined) return [];
  const counted = apiNames.flatMap((api) => {
    const counts = of.counts[api];
    const kinds = kindsCounted[api].filter((kind) => counts?.[kind] !== undefined);
    return kinds.length === 0
      ? []
      : [`${apiTitles[api]} ${kinds.map((kind) => `${counts?.[kind]} ${kind}`).join(", ")}`];
  });
  const used = of.usedAt === undefined ? [] : [`used ${new Date(of.usedAt).toLocaleTimeString("en-GB")}`];
  const faults = of.faults === 0 ? [] : [countOf(of.faults, "fault")];
  return [...counted, ...faults, ...used];
}
