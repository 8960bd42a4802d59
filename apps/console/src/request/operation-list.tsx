import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { linkTo } from "../shell/router.ts";
import { apiNames, apiTitles, type ApiName, type Operation } from "../spec/operations.ts";
import { findOperations } from "./find-operations.ts";

const sought = signal("");

/** Whether the list is unfolded where it has no place beside the form: on a phone. */
const isUnfolded = signal(false);

const shortcutName = "switchboard.search-shortcut";

/** Whether `/` leads to the search. A person who speaks to a computer, or hits keys by chance, can switch it off for good. */
const hasShortcut = signal(localStorage.getItem(shortcutName) !== "off");

function setShortcut(isOn: boolean): void {
  if (isOn) localStorage.removeItem(shortcutName);
  else localStorage.setItem(shortcutName, "off");
  hasShortcut.value = isOn;
}

/**
 * The operations of both APIs in groups that fold, to choose from and to search by path, name and word. On a phone a button unfolds it,
 * and it folds away once one is chosen.
 */
export function OperationList({ current }: { readonly current: Operation | undefined }): JSX.Element {
  const found = findOperations(sought.value);
  const search = useRef<HTMLInputElement>(null);
  const fold = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    isUnfolded.value = false;
    if (list.current !== null) showCurrent(list.current);
  }, [current]);
  useEffect(() => {
    const toSearch = (event: KeyboardEvent): void => {
      if (!hasShortcut.peek()) return;
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      isUnfolded.value = true;
      requestAnimationFrame(() => search.current?.select());
    };
    addEventListener("keydown", toSearch);
    return () => removeEventListener("keydown", toSearch);
  }, []);
  return (
    <nav
      ref={list}
      class={isUnfolded.value ? "operations is-unfolded" : "operations"}
      aria-label="Operations"
      onKeyDown={({ key }) => {
        if (key !== "Escape" || !isUnfolded.value) return;
        isUnfolded.value = false;
        fold.current?.focus();
      }}
    >
      <button
        ref={fold}
        type="button"
        class="fold"
        aria-expanded={isUnfolded.value}
        onClick={() => (isUnfolded.value = !isUnfolded.value)}
      >
        All operations
      </button>
      <label class="search">
        <span class="unseen">Search operations</span>
        <input
          ref={search}
          type="search"
          placeholder="Search by path, name or word"
          aria-keyshortcuts={hasShortcut.value ? "/" : undefined}
          value={sought.value}
          onInput={({ currentTarget }) => (sought.value = currentTarget.value)}
        />
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={hasShortcut.value}
          onChange={({ currentTarget }) => setShortcut(currentTarget.checked)}
        />
        <span>
          Press <kbd>/</kbd> to search
        </span>
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

/** Scrolls the list to the current operation, and not the page. */
function showCurrent(list: HTMLElement): void {
  const link = list.querySelector<HTMLElement>("[aria-current]");
  if (link === null) return;
  const [above, top] = [list.getBoundingClientRect().top, link.getBoundingClientRect().top];
  const isInSight = top > above && top + link.offsetHeight < innerHeight;
  if (!isInSight) list.scrollTop += top - above - list.clientHeight / 2;
}

/** Whether a key that is pressed belongs to a text. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), select, textarea"));

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
