import type { JSX } from "preact";

import { EntryStatus } from "../journal/entry-status.tsx";
import type { RecordedRequest } from "../service/admin.ts";
import { linkTo } from "../shell/router.ts";
import { apiTitles } from "../spec/operations.ts";

const shown = 8;

/** The latest requests of clients with their outcome, each a way to its entry in the journal. */
export const LatestRequests = ({ requests }: { readonly requests: readonly RecordedRequest[] }): JSX.Element => (
  <section class="card" aria-labelledby="latest-title">
    <h2 id="latest-title">
      <a href={linkTo("journal")}>Latest requests</a>
    </h2>
    {requests.length === 0 ? (
      <p class="empty">
        None yet. Send one from <a href={linkTo("requests")}>a form</a>, or point your own client at an address below.
      </p>
    ) : (
      <ol class="rows">
        {requests
          .slice(-shown)
          .toReversed()
          .map((entry) => (
            <LatestRequest key={entry.id} entry={entry} />
          ))}
      </ol>
    )}
  </section>
);

function LatestRequest({ entry }: { readonly entry: RecordedRequest }): JSX.Element {
  const { api, fault, id, method, operationId, receivedAt, target } = entry;
  return (
    <li>
      <a href={linkTo("journal", String(id))}>
        <EntryStatus entry={entry} />
        <span class="rows-main">
          <span class={`method method-${method.toLowerCase()}`}>{method}</span> {operationId ?? <code>{target}</code>}
        </span>
        {fault !== undefined && <span class="badge">fault</span>}
        <span class="rows-side">{apiTitles[api]}</span>
        <time class="rows-side" dateTime={receivedAt}>
          {receivedAt.slice(11, 19)}
        </time>
      </a>
    </li>
  );
}
