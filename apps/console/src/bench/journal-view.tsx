import { signal } from "@preact/signals";
import type { JSX } from "preact";

import { askMock, type RecordedRequest } from "../service/admin.ts";
import { isOfClient, journal, look, mockState } from "../service/mock-feed.ts";
import { Status } from "../shell/status.tsx";
import { apiTitles } from "../spec/operations.ts";

const api = signal("");
const withOwn = signal(false);

/** The requests that the mock had, the newest first, with what was said of each. */
export function JournalView(): JSX.Element {
  const shown = journal.value
    .filter((entry) => (api.value === "" || entry.api === api.value) && (withOwn.value || isOfClient(entry)))
    .toReversed();
  const clear = async (): Promise<void> => {
    // The watch on the mock tells why it could not be emptied.
    await askMock("DELETE", "/requests").catch(() => undefined);
    journal.value = [];
    await look();
  };
  return (
    <section class="card journal" aria-labelledby="journal-title">
      <h2 id="journal-title">Journal</h2>
      <div class="journal-tools">
        <label>
          API{" "}
          <select value={api.value} onChange={({ currentTarget }) => (api.value = currentTarget.value)}>
            <option value="">both</option>
            <option value="blotato">{apiTitles.blotato}</option>
            <option value="blooio">{apiTitles.blooio}</option>
          </select>
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={withOwn.value}
            onChange={({ currentTarget }) => (withOwn.value = currentTarget.checked)}
          />
          The inbox’s own looks too
        </label>
        <button type="button" class="quiet" onClick={() => void clear()}>
          Empty the journal
        </button>
      </div>
      {mockState.value === undefined && <p>Reading the journal …</p>}
      {mockState.value !== undefined && shown.length === 0 && (
        <p class="empty">
          No request yet. <a href="#/requests">Send one</a>, or point your own client at the mock: it appears here.
        </p>
      )}
      <ol class="entries" aria-label="Requests">
        {shown.map((entry) => (
          <JournalEntry key={entry.id} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

function JournalEntry({ entry }: { readonly entry: RecordedRequest }): JSX.Element {
  const { body, duration, fault, headers, method, operationId, problems, receivedAt, response, target } = entry;
  return (
    <li data-entry={entry.id}>
      <details>
        <summary>
          <Status of={response?.status} /> <span class={`method method-${method.toLowerCase()}`}>{method}</span>{" "}
          {apiTitles[entry.api]} <code>{operationId ?? target}</code>
          {fault !== undefined && <span class="badge">fault</span>}
          {problems.length > 0 && (
            <span class="badge">{problems.length === 1 ? "1 problem" : `${problems.length} problems`}</span>
          )}
        </summary>
        <p>
          <code>{target}</code>
          <br />
          {`${receivedAt.slice(11, 19)} by the mock’s clock, answered in ${duration.toFixed(1)} ms`}
        </p>
        <h3>What Prism said</h3>
        {problems.length === 0 ? (
          <p>The request is as the spec says.</p>
        ) : (
          <ul class="problem">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        )}
        {fault !== undefined && <Block title="Fault that hit it" value={fault} />}
        <Block title="Headers of the request" value={headers} />
        {body !== undefined && <Block title="Body of the request" value={body} />}
        {response === undefined ? (
          <p>No answer was given.</p>
        ) : (
          response.body !== undefined && <Block title="Body of the answer" value={response.body} />
        )}
      </details>
    </li>
  );
}

const Block = ({ title, value }: { readonly title: string; readonly value: unknown }): JSX.Element => (
  <>
    <h3>{title}</h3>
    <pre class="code" tabIndex={0} aria-label={title}>
      {typeof value === "string" ? value : JSON.stringify(value, null, 2)}
    </pre>
  </>
);
