import type { JSX } from "preact";

import type { MockState, TenantCounts } from "../service/admin.ts";
import { linkTo } from "../shell/router.ts";
import { apiNames, apiTitles } from "../spec/operations.ts";

/** Whose data the mock holds, in numbers. */
export function TenantsCard({ state }: { readonly state: MockState | undefined }): JSX.Element {
  const rows = apiNames.flatMap((api) => (state?.[api].tenants ?? []).map((tenant) => ({ api, ...tenant })));
  const sorted = rows.toSorted((one, other) => one.tenant - other.tenant);
  return (
    <section class="card" aria-labelledby="tenants-title">
      <h2 id="tenants-title">Tenants</h2>
      {rows.length === 0 ? (
        <p class="empty">
          None yet: the first request with a key makes one, with people and messages of its own.{" "}
          <a href={linkTo("inbox")}>Look into the inbox</a> of yours.
        </p>
      ) : (
        <table class="facts-table">
          <thead>
            <tr>
              <th scope="col">Tenant</th>
              <th scope="col">API</th>
              <th scope="col">Holds</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map(({ api, counts, tenant }) => (
              <tr key={`${api} ${tenant}`}>
                <th scope="row">#{tenant}</th>
                <td>{apiTitles[api]}</td>
                <td>{countsText(counts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const countsText = (counts: TenantCounts["counts"]): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
