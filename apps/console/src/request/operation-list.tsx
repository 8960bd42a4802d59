import { signal } from "@preact/signals";
import type { JSX } from "preact";

import { linkTo } from "../shell/router.ts";
import { apiNames, apiTitles, type ApiName, type Operation } from "../spec/operations.ts";
import { findOperations } from "./find-operations.ts";

const sought = signal("");

/**
 * The operations of both APIs in groups that fold, to choose from and to search by path, name and word. On a phone it folds away once one
 * is chosen.
 */
export function OperationList({ current }: { readonly current: Operation | undefined }): JSX.Element {
  const found = findOperations(sought.value);
  return (
    <nav class={current === undefined ? "operations" : "operations has-current"} aria-label="Operations">
      <label class="search">
        <span class="unseen">Search operations</span>
        <input
          type="search"
          placeholder="Search by path, name or word"
          value={sought.value}
          onInput={({ currentTarget }) => (sought.value = currentTarget.value)}
        />
      </label>
      {found.length === 0 && (
        <p class="empty">
          No operation has “{sought.value}”.{" "}
          <button type="button" class="quiet" onClick={() => (sought.value = "")}>
            Show all
          </button>
        </p>
      )}
      {apiNames.map((api) => (
        <ApiOperations key={api} api={api} found={found} current={current} />
      ))}
    </nav>
  );
}

interface ListProps {
  readonly api: ApiName;
  readonly found: readonly Operation[];
  readonly current: Operation | undefined;
}

function ApiOperations({ api, current, found }: ListProps): JSX.Element | null {
  const own = found.filter((operation) => operation.api === api);
  if (own.length === 0) return null;
  const isSought = sought.value.trim() !== "";
  return (
    <section aria-label={apiTitles[api]}>
      <h2>{apiTitles[api]}</h2>
      {Array.from(
        Map.groupBy(own, ({ tag }) => tag),
        ([tag, members]) => (
          // What was folded by hand is open again for a search, and stays as it is otherwise.
          <details key={`${tag} ${isSought}`} open={isSought || (current !== undefined && members.includes(current))}>
            <summary>
              {titleOf(tag)} <span class="count">{members.length}</span>
            </summary>
            <ul>
              {members.map((operation) => (
                <li key={operation.operationId}>
                  <a
                    href={linkTo("requests", api, operation.operationId)}
                    aria-current={operation === current ? "page" : undefined}
                  >
                    <span class={`method method-${operation.method.toLowerCase()}`}>{operation.method}</span>{" "}
                    {operation.summary}
                  </a>
                </li>
              ))}
            </ul>
          </details>
        ),
      )}
    </section>
  );
}

const titleOf = (tag: string): string => tag.charAt(0).toUpperCase() + tag.slice(1);
