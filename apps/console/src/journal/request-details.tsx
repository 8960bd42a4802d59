import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { TypedErrorView } from "../code/typed-error-view.tsx";
import { HeaderList } from "../response/header-list.tsx";
import { JsonView } from "../response/json-view.tsx";
import type { RecordedRequest } from "../service/admin.ts";
import { CopyButton } from "../shell/copy-button.tsx";
import { countOf } from "../shell/count-of.ts";
import { linkTo, query, withQuery } from "../shell/router.ts";
import { apiTitles } from "../spec/operations.ts";
import { EntryActions } from "./entry-actions.tsx";
import { callOf, givenTo } from "./entry-code.ts";
import { EntryStatus } from "./entry-status.tsx";
import { faultWords } from "./fault-words.ts";
import { linkToEntry } from "./request-row.tsx";

/** All that the journal knows of one request. */
export function RequestDetails({ entry }: { readonly entry: RecordedRequest }): JSX.Element {
  const { fault, problems, response } = entry;
  const call = useMemo(() => callOf(entry), [entry]);
  const given = useMemo(() => givenTo(entry), [entry]);
  return (
    <Details title={<Title entry={entry} />}>
      <Facts entry={entry} />
      <EntryActions entry={entry} call={call} />
      {problems.length > 0 && (
        <section class="entry-part">
          <h2>What Prism found</h2>
          <ul class="problem">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </section>
      )}
      {fault !== undefined && (
        <section class="entry-part">
          <h2>The fault that hit it</h2>
          <Code title="The fault" value={fault} />
        </section>
      )}
      {call !== undefined && given !== undefined && (
        <TypedErrorView operation={call.operation} values={call.values} outcome={given} />
      )}
      <section class="entry-part">
        <h2>Response</h2>
        {response === undefined ? (
          <p>No response was sent.</p>
        ) : (
          <>
            <Headers of="response" headers={response.headers} />
            <Body of="response" value={response.body} />
          </>
        )}
      </section>
      <section class="entry-part">
        <h2>Request</h2>
        <Headers of="request" headers={entry.headers} />
        <Body of="request" value={entry.body} />
      </section>
    </Details>
  );
}

/** In place of a request that the journal no longer has. */
export const UnknownRequest = ({ id }: { readonly id: string }): JSX.Element => (
  <Details title={`Request ${id}`}>
    <p>The journal does not have this request: it was emptied, set back, or has no room for one so old.</p>
  </Details>
);

function Details({ children, title }: Pick<JSX.IntrinsicElements["article"], "children"> & TitleProps): JSX.Element {
  const close = withQuery(linkTo("journal"), query.value);
  return (
    <article
      class="journal-details"
      aria-label="Request"
      onKeyDown={({ key }) => {
        if (key === "Escape") location.hash = close;
      }}
    >
      <header>
        <h1>{title}</h1>
        <a class="journal-close" href={close}>
          Close
        </a>
      </header>
      {children}
    </article>
  );
}

interface TitleProps {
  readonly title: JSX.Element | string;
}

const Title = ({ entry }: EntryProps): JSX.Element => (
  <>
    <EntryStatus entry={entry} /> <span class={`method method-${entry.method.toLowerCase()}`}>{entry.method}</span>{" "}
    {entry.operationId ?? entry.target.replace(/\?.*/s, "")}
  </>
);

function Facts({ entry }: EntryProps): JSX.Element {
  const { api, duration, fault, id, receivedAt, repeats, target, tenant } = entry;
  return (
    <>
      <p class="entry-target" data-id={entry.id}>
        <code>{target}</code>
      </p>
      <p class="facts">
        <span>
          #{id} at {apiTitles[api]}
        </span>
        <span>{tenant === undefined ? "without a key" : `tenant #${tenant}`}</span>
        <span>
          {receivedAt.slice(0, 10)} {receivedAt.slice(11, 23)} by the mock’s clock
        </span>
        <span>{duration.toFixed(1)} ms</span>
        {fault !== undefined && <span class="badge">fault: {faultWords(fault)}</span>}
        {repeats !== undefined && (
          <span>
            repeats <a href={linkToEntry(repeats)}>#{repeats}</a>
          </span>
        )}
      </p>
    </>
  );
}

interface EntryProps {
  readonly entry: RecordedRequest;
}

type Side = "request" | "response";

const Headers = ({
  headers,
  of,
}: {
  readonly of: Side;
  readonly headers: Readonly<Record<string, string>>;
}): JSX.Element => (
  <details open={of === "response"}>
    <summary>{countOf(Object.keys(headers).length, "header")}</summary>
    <HeaderList headers={Object.entries(headers)} label={`Headers of the ${of}`} />
  </details>
);

const Body = ({ of, value }: { readonly of: Side; readonly value: unknown }): JSX.Element =>
  value === undefined ? (
    <p class="empty">No body.</p>
  ) : (
    <Code title={`Body of the ${of}`} value={value} what={`the body of the ${of}`} />
  );

function Code({ title, value, what }: CodeProps): JSX.Element {
  const text = useMemo(() => (typeof value === "string" ? value : JSON.stringify(value, null, 2)), [value]);
  return (
    <div class="code-block">
      {what !== undefined && <CopyButton text={text} what={what} />}
      {typeof value === "string" ? (
        <pre class="code" tabIndex={0} aria-label={title}>
          {text}
        </pre>
      ) : (
        <JsonView json={value} label={title} />
      )}
    </div>
  );
}

interface CodeProps {
  readonly title: string;
  readonly value: unknown;
  readonly what?: string;
}
