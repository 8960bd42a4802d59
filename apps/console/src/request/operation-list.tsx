import { signal } from "@preact/signals";
import type { JSX } from "preact";

import { linkTo } from "../shell/router.ts";
import { operations } from "../spec/catalog.ts";
import { apiNames, apiTitles, type ApiName, type Operation } from "../spec/operations.ts";

const sought = signal("");

/** The operations of both APIs, to choose from and to search. On a phone it folds away once one is chosen. */
export function OperationList({ current }: { readonly current: Operation | undefined }): JSX.Element {
  const words = sought.value.toLowerCase().split(/\s+/);
  const found = operations.filter((operation) => {
    const text = [operation.operationId, operation.summary, operation.path, operation.tag, operation.api].join(" ");
    return words.every((word) => text.toLowerCase().includes(word));
  });
  return (
    <nav class={current === undefined ? "operations" : "operations has-current"} aria-label="Operations">
      <label class="search">
        <span class="unseen">Search operations</span>
        <input
          type="search"
          placeholder="Search, such as “send message”"
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
  return (
    <section aria-label={apiTitles[api]}>
      <h2>{apiTitles[api]}</h2>
      <ul>
        {own.map((operation) => (
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
    </section>
  );
}
