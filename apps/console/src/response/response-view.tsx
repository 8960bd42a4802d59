import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { TypedErrorView } from "../code/typed-error-view.tsx";
import type { Values } from "../service/request.ts";
import type { Received } from "../service/send.ts";
import { CopyButton } from "../shell/copy-button.tsx";
import { countOf } from "../shell/count-of.ts";
import { inThisTenant } from "../shell/tenant-links.ts";
import { linkTo } from "../shell/router.ts";
import { Status } from "../shell/status.tsx";
import type { Operation } from "../spec/operations.ts";
import type { Attempt } from "./attempts.ts";
import { HeaderList } from "./header-list.tsx";
import { JsonView } from "./json-view.tsx";
import { valuesOfNextPage } from "./next-page.ts";

interface ResponseProps {
  readonly operation: Operation;
  readonly attempt: Attempt | undefined;
  readonly isRunning: boolean;
  readonly onSend: (values: Values) => void;
}

/** What came back, or why nothing did. A screen reader says one sentence, and the body when it is gone to. */
export function ResponseView({ attempt, isRunning, onSend, operation }: ResponseProps): JSX.Element {
  return (
    // What came before stays until something else comes: a button in it that is pressed keeps the focus.
    <section class="response" aria-label="Response" aria-busy={isRunning} tabIndex={-1}>
      <h2>Response</h2>
      <p role="status" class={isRunning ? "waiting" : "unseen"}>
        {isRunning ? "Waiting for the response …" : sentenceOf(attempt)}
      </p>
      {!isRunning && attempt === undefined && (
        <p class="empty">Nothing was sent yet. The form is filled already: press its button.</p>
      )}
      {attempt?.outcome.kind === "none" && (
        <>
          <p class="problem">
            <strong>No response</strong> after {milliseconds(attempt.outcome.duration)}. {attempt.outcome.reason}
          </p>
          <TypedErrorView operation={operation} values={attempt.values} outcome={attempt.outcome} />
        </>
      )}
      {attempt?.outcome.kind === "response" && (
        <ReceivedView received={attempt.outcome} operation={operation} attempt={attempt} onSend={onSend} />
      )}
    </section>
  );
}

function sentenceOf(attempt: Attempt | undefined): string {
  if (attempt === undefined) return "";
  const { outcome } = attempt;
  if (outcome.kind === "none") return `No response after ${milliseconds(outcome.duration)}.`;
  const broken = hasBrokenJson(outcome) ? ", with a body that is not valid JSON" : "";
  return `Status ${outcome.status} after ${milliseconds(outcome.duration)}${broken}.`;
}

interface ReceivedProps {
  readonly received: Received;
  readonly operation: Operation;
  readonly attempt: Attempt;
  readonly onSend: (values: Values) => void;
}

function ReceivedView({ attempt, onSend, operation, received }: ReceivedProps): JSX.Element {
  const { bytes, duration, headers, json, status, statusText } = received;
  const { target, values } = attempt;
  const isBroken = hasBrokenJson(received);
  const isSend = status < 300 && operation.operationId.startsWith("sendMessage");
  const thread =
    isSend && target === "mock" ? inThisTenant(linkTo("inbox", operation.api, ...threadOf(json))) : undefined;
  const next = status < 300 ? valuesOfNextPage(operation, values, json) : undefined;
  // It may be long, and all around it is rendered at each key that is pressed in the form.
  const body = useMemo(() => <BodyView received={received} />, [received]);
  return (
    <>
      <p class="facts">
        <Status of={status} {...(isBroken && { tone: "bad" })}>
          {status} {statusText}
        </Status>
        <span>{milliseconds(duration)}</span>
        <span>{size(bytes)}</span>
        <span>{target === "real" ? "from the real service" : "from the mock"}</span>
        {thread !== undefined && <a href={thread}>See it in the inbox</a>}
        {next !== undefined && (
          <button type="button" class="quiet" onClick={() => onSend(next)}>
            Next page
          </button>
        )}
      </p>
      {isBroken && <p class="problem">The body is not valid JSON, although its content type says so.</p>}
      {/* Of a body that is not there any more, the client can say nothing. */}
      {received.isForgotten !== true && <TypedErrorView operation={operation} values={values} outcome={received} />}
      {body}
      <details>
        <summary>{countOf(headers.length, "header")}</summary>
        <HeaderList headers={headers} />
      </details>
    </>
  );
}

function BodyView({ received: { bytes, isForgotten, json, text } }: { readonly received: Received }): JSX.Element {
  if (isForgotten === true) return <p class="empty">{`The body was too large to be kept: ${size(bytes)}.`}</p>;
  if (text === "") return <p class="empty">The response has no body.</p>;
  const label = "Body of the response";
  return (
    <div class="code-block">
      <CopyButton text={json === undefined ? text : JSON.stringify(json, null, 2)} what="the body" />
      {typeof json === "object" && json !== null ? (
        // Another response is another tree, folded as it begins.
        <JsonView key={text} json={json} label={label} />
      ) : (
        <pre class="code" tabIndex={0} aria-label={label}>
          {text}
        </pre>
      )}
    </div>
  );
}

/** The conversation or chat in which a message was sent. */
function threadOf(json: unknown): readonly string[] {
  const sent = json as { conversationId?: string | null; chat_id?: string } | undefined;
  const id = sent?.conversationId ?? sent?.chat_id;
  return id === undefined ? [] : [id];
}

/** Whether a body calls itself JSON and cannot be read as such: no success, whatever its status says. */
const hasBrokenJson = ({ headers, json, text }: Received): boolean =>
  json === undefined &&
  text !== "" &&
  headers.some(([name, value]) => name === "content-type" && /\bjson\b/.test(value));

const milliseconds = (duration: number): string => `${Math.round(duration)} ms`;

const size = (bytes: number): string => (bytes < 1_000 ? `${bytes} bytes` : `${(bytes / 1_000).toFixed(1)} kB`);
