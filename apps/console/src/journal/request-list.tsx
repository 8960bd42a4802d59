import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { journal, mockState } from "../service/mock-feed.ts";
import { query } from "../shell/router.ts";
import { clearFilters, isFiltered, shownRequests } from "./filters.ts";
import { RequestRow } from "./request-row.tsx";
import { useWindowedRows } from "./windowed-rows.ts";

const keys: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** The requests that pass the filters. Only the rows in sight are rendered: there may be thousands. */
export function RequestList({ opened }: { readonly opened: number | undefined }): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const shown = shownRequests.value;
  const [current, setCurrent] = useState(opened);
  const indexOf = (id: number): number => shown.findIndex((entry) => entry.id === id);
  const rows = useWindowedRows(scroller, shown.length, shown[0]?.id, indexOf);
  const at = current === undefined ? -1 : indexOf(current);

  useEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0;
  }, [query.value.toString()]);
  const before = useRef(opened);
  useEffect(() => {
    const closed = opened === undefined ? before.current : undefined;
    before.current = opened;
    setCurrent(opened ?? current);
    // Whoever closes a request goes on where it stands in the list.
    if (closed !== undefined) focusRow(scroller.current, closed);
  }, [opened]);

  const move = (event: KeyboardEvent): void => {
    const step = keys[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(shown.length - 1, Math.max(0, at) + step));
    const entry = shown[next];
    if (entry === undefined) return;
    rows.show(next);
    setCurrent(entry.id);
    // It is there after the next rendering.
    requestAnimationFrame(() => focusRow(scroller.current, entry.id));
  };

  const inSight = shown.slice(rows.start, rows.end).map((entry, index) => ({ entry, index: rows.start + index }));
  // The row with the focus stays, or the focus would be lost to a scroll.
  const kept = shown[at];
  if (kept !== undefined && (at < rows.start || at >= rows.end)) inSight.push({ entry: kept, index: at });
  return (
    <div ref={scroller} class="journal-list">
      {shown.length === 0 ? (
        <NothingShown />
      ) : (
        <div role="grid" aria-label="Requests" aria-rowcount={shown.length + 1} onKeyDown={move}>
          <div role="row" class="journal-head">
            {["Status", "Request", "API", "Tenant", "Notes", "Time", "ms"].map((title) => (
              <span key={title} role="columnheader">
                {title}
              </span>
            ))}
          </div>
          <div role="rowgroup" class="journal-rows" style={{ height: `${shown.length * rows.height}px` }}>
            {inSight.map(({ entry, index }) => (
              <RequestRow
                key={entry.id}
                entry={entry}
                index={index}
                top={index * rows.height}
                isOpen={entry.id === opened}
                isInTabOrder={at === -1 ? index === 0 : index === at}
                onFocus={() => setCurrent(entry.id)}
              />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

function focusRow(list: HTMLElement | null, id: number): void {
  list?.querySelector<HTMLElement>(`[data-entry="${id}"] a`)?.focus({ preventScroll: true });
}

function NothingShown(): JSX.Element {
  if (mockState.value === undefined) return <p class="empty">Reading the journal …</p>;
  if (isFiltered.value && journal.value.length > 0) {
    return (
      <p class="empty">
        No request passes these filters.{" "}
        <button type="button" class="quiet" onClick={clearFilters}>
          Show all {journal.value.length}
        </button>
      </p>
    );
  }
  return (
    <p class="empty">
      No request yet. <a href="#/requests">Send one</a>, or point your own client at the mock: it appears here.
    </p>
  );
}
