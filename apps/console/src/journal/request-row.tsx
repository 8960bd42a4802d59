import type { JSX } from "preact";

import type { RecordedRequest } from "../service/admin.ts";
import { countOf } from "../shell/count-of.ts";
import { linkTo, query, withQuery } from "../shell/router.ts";
import { apiTitles } from "../spec/operations.ts";
import { EntryStatus } from "./entry-status.tsx";
import { faultWords } from "./fault-words.ts";

interface RowProps {
  readonly entry: RecordedRequest;
  /** Its place in the list, from 0. */
  readonly index: number;
  readonly top: number;
  readonly isOpen: boolean;
  /** One row is reached with Tab; the arrow keys lead on from there. */
  readonly isInTabOrder: boolean;
  readonly onFocus: () => void;
}

export const linkToEntry = (id: number): string => withQuery(linkTo("journal", String(id)), query.value);

export function RequestRow({ entry, index, isInTabOrder, isOpen, onFocus, top }: RowProps): JSX.Element {
  const { api, duration, fault, id, method, operationId, problems, receivedAt, target, tenant } = entry;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isOpen}
      class="journal-row"
      data-entry={id}
      style={{ top: `${top}px` }}
    >
      <span role="gridcell">
        <EntryStatus entry={entry} />
      </span>
      <span role="gridcell" class="journal-request">
        <a href={linkToEntry(id)} tabIndex={isInTabOrder ? 0 : -1} onFocus={onFocus}>
          <span class={`method method-${method.toLowerCase()}`}>{method}</span> <strong>{operationId ?? ""}</strong>{" "}
          <code>{target}</code>
        </a>
      </span>
      <span role="gridcell">{apiTitles[api]}</span>
      <span role="gridcell">{tenant === undefined ? "no key" : `#${tenant}`}</span>
      <span role="gridcell" class="journal-notes">
        {fault !== undefined && <span class="badge">fault: {faultWords(fault)}</span>}
        {problems.length > 0 && <span class="badge">{countOf(problems.length, "problem")}</span>}
      </span>
      <span role="gridcell">{receivedAt.slice(11, 19)}</span>
      <span role="gridcell" class="journal-number">
        {duration.toFixed(1)}
      </span>
    </div>
  );
}
