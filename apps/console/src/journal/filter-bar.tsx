import type { JSX } from "preact";

import { askMock } from "../service/admin.ts";
import { journal } from "../service/mock-feed.ts";
import { countOf } from "../shell/count-of.ts";
import { apiNames, apiTitles } from "../spec/operations.ts";
import { choicesOf, filterValue, setFilter, shownRequests, statusClasses } from "./filters.ts";
import { downloadHar } from "./har.ts";

/** What is shown of the journal, and what can be done with all that is. */
export function FilterBar(): JSX.Element {
  const shown = shownRequests.value.length;
  const all = journal.value.length;
  // The watch on the mock tells that it is empty, or why it could not be emptied.
  const clear = (): Promise<unknown> => askMock("DELETE", "/requests").catch(() => undefined);
  return (
    <div class="journal-tools" role="search" aria-label="Filters">
      <input
        type="search"
        aria-label="Text"
        placeholder="Path, body, problem …"
        value={filterValue("text")}
        onInput={({ currentTarget }) => setFilter("text", currentTarget.value)}
      />
      <Choice name="api" title="API" choices={apiNames.map((api) => [api, apiTitles[api]])} />
      <Choice name="operation" title="Operation" choices={choicesOf("operation").map((each) => [each, each])} />
      <Choice name="status" title="Status" choices={Object.entries(statusClasses)} />
      <Choice name="tenant" title="Tenant" choices={choicesOf("tenant").map((each) => [each, `#${each}`])} />
      <label class="check">
        <input
          type="checkbox"
          checked={filterValue("problems") !== ""}
          onChange={({ currentTarget }) => setFilter("problems", currentTarget.checked ? "1" : "")}
        />
        Only with problems
      </label>
      <span class="journal-count">
        {shown === all ? countOf(all, "request") : `${shown} of ${countOf(all, "request")}`}
      </span>
      <button type="button" class="quiet" disabled={shown === 0} onClick={() => downloadHar(shownRequests.value)}>
        Export as HAR
      </button>
      <button type="button" class="quiet" onClick={() => void clear()}>
        Empty the journal
      </button>
    </div>
  );
}

interface ChoiceProps {
  readonly name: Parameters<typeof filterValue>[0];
  readonly title: string;
  readonly choices: readonly (readonly [value: string, label: string])[];
}

const Choice = ({ choices, name, title }: ChoiceProps): JSX.Element => (
  <select
    aria-label={title}
    value={filterValue(name)}
    onChange={({ currentTarget }) => setFilter(name, currentTarget.value)}
  >
    <option value="">{title}</option>
    {choices.map(([value, label]) => (
      <option key={value} value={value}>
        {label}
      </option>
    ))}
  </select>
);
