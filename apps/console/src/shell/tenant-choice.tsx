import { effect, signal } from "@preact/signals";
import type { JSX } from "preact";

import { askMock } from "../service/admin.ts";
import { instance, mockState } from "../service/mock-feed.ts";
import { pickTenant, pickedTenant } from "../service/target.ts";
import { tenant, tenantProblem } from "../service/tenant.ts";
import { apiNames, apiTitles, type ApiName } from "../spec/operations.ts";

interface Tenant {
  readonly tenant: number;
  readonly counts: { readonly [Api in ApiName]?: Readonly<Record<string, number>> };
  /** Missing when no client has used it. */
  readonly usedAt?: string;
  readonly faults: number;
}

const tenants = signal<readonly Tenant[]>([]);

/** What tells tenants apart, by the API. */
const kindsCounted: Readonly<Record<ApiName, readonly string[]>> = {
  blotato: ["conversations", "messages", "posts"],
  blooio: ["chats", "messages"],
};

/** Reads the tenants again when the mock has said that something changed, one at a time. */
export function followTenants(): void {
  let isReading = false;
  let read: unknown;
  const readOn = async (): Promise<void> => {
    if (isReading) return;
    isReading = true;
    while (read !== mockState.peek()) {
      read = mockState.peek();
      // The watch on the mock tells why it cannot be reached.
      const found = await askMock<{ items: readonly Tenant[] }>("GET", "/tenants").catch(() => undefined);
      if (found !== undefined) tenants.value = found.items;
    }
    isReading = false;
  };
  effect(() => {
    if (mockState.value !== undefined) void readOn();
  });
}

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

function aboutTenant(of: Tenant | undefined): readonly string[] {
  if (of === undefined) return [];
  const counted = apiNames.flatMap((api) => {
    const counts = of.counts[api];
    const kinds = kindsCounted[api].filter((kind) => counts?.[kind] !== undefined);
    return kinds.length === 0
      ? []
      : [`${apiTitles[api]} ${kinds.map((kind) => `${counts?.[kind]} ${kind}`).join(", ")}`];
  });
  const used = of.usedAt === undefined ? [] : [`used ${new Date(of.usedAt).toLocaleTimeString("en-GB")}`];
  const faults = of.faults === 0 ? [] : [of.faults === 1 ? "1 fault" : `${of.faults} faults`];
  return [...counted, ...faults, ...used];
}
