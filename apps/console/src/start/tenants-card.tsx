import type { JSX } from "preact";

import type { Counts, KnownTenant } from "../service/admin.ts";
import { linkTo } from "../shell/router.ts";
import { apiNames, apiTitles } from "../spec/operations.ts";

/** Whose data the mock holds, in numbers. */
export function TenantsCard({ tenants }: { readonly tenants: readonly KnownTenant[] }): JSX.Element {
  const rows = tenants.flatMap(({ counts, tenant }) =>
    apiNames.flatMap((api) => (counts[api] === undefined ? [] : [{ api, counts: counts[api], tenant }])),
  );
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
            {rows.map(({ api, counts, tenant }) => (
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

const countsText = (counts: Counts): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
