import type { JSX } from "preact";

import { TypedErrorView } from "../code/typed-error-view.tsx";
import type { Answer } from "../service/send.ts";
import { CopyButton } from "../shell/copy-button.tsx";
import { linkTo } from "../shell/router.ts";
import { Status } from "../shell/status.tsx";
import type { Operation } from "../spec/operations.ts";
import type { Attempt } from "./request-view.tsx";

interface ResponseProps {
  readonly operation: Operation;
  readonly attempt: Attempt | undefined;
  readonly isRunning: boolean;
}

/** What came back, or why nothing did. */
export function ResponseView({ attempt, isRunning, operation }: ResponseProps): JSX.Element {
  return (
    <section class="response" aria-label="Response" aria-live="polite" aria-busy={isRunning}>
      <h2>Response</h2>
      {isRunning && <p>Waiting for the answer …</p>}
      {!isRunning && attempt === undefined && (
        <p class="empty">Nothing was sent yet. The form is filled already: press its button.</p>
      )}
      {!isRunning && attempt?.outcome.kind === "none" && (
        <p class="problem">
          <strong>No answer</strong> after {milliseconds(attempt.outcome.duration)}. {attempt.outcome.reason}
        </p>
      )}
      {!isRunning && attempt?.outcome.kind === "answer" && (
        <AnswerView answer={attempt.outcome} operation={operation} target={attempt.target} />
      )}
      {!isRunning && attempt !== undefined && (
        <TypedErrorView operation={operation} values={attempt.values} outcome={attempt.outcome} />
      )}
    </section>
  );
}

interface AnswerProps {
  readonly answer: Answer;
  readonly operation: Operation;
  readonly target: Attempt["target"];
}

function AnswerView({ answer, operation, target }: AnswerProps): JSX.Element {
  const { bytes, duration, headers, json, status, statusText, text } = answer;
  const shown = json === undefined ? text : JSON.stringify(json, null, 2);
  const isBroken = hasBrokenJson(answer);
  const isSend = status < 300 && operation.operationId.startsWith("sendMessage");
  return (
    <>
      <p class="facts">
        <Status of={status} {...(isBroken && { tone: "bad" })}>
          {status} {statusText}
        </Status>
        <span>{milliseconds(duration)}</span>
        <span>{size(bytes)}</span>
        <span>{target === "real" ? "from the real service" : "from the mock"}</span>
      </p>
      {isBroken && <p class="problem">The body is not valid JSON, although its content type says so.</p>}
      {isSend && target === "mock" && (
        <p>
          <a href={linkTo("inbox", operation.api, ...threadOf(json))}>See it in the inbox</a>
        </p>
      )}
      <details>
        <summary>{`${headers.length} headers`}</summary>
        <dl class="headers">
          {headers.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      {shown === "" ? (
        <p class="empty">The answer has no body.</p>
      ) : (
        <div class="code-block">
          <CopyButton text={shown} what="the body" />
          <pre class="code" tabIndex={0} aria-label="Body of the response">
            {shown}
          </pre>
        </div>
      )}
    </>
  );
}

/** The conversation or chat in which a message was sent. */
function threadOf(json: unknown): readonly string[] {
  const sent = json as { conversationId?: string | null; chat_id?: string } | undefined;
  const id = sent?.conversationId ?? sent?.chat_id;
  return id === undefined ? [] : [id];
}

/** Whether a body calls itself JSON and cannot be read as such: no success, whatever its status says. */
const hasBrokenJson = ({ headers, json, text }: Answer): boolean =>
  json === undefined &&
  text !== "" &&
  headers.some(([name, value]) => name === "content-type" && /\bjson\b/.test(value));

const milliseconds = (duration: number): string => `${Math.round(duration)} ms`;

const size = (bytes: number): string => (bytes < 1_000 ? `${bytes} bytes` : `${(bytes / 1_000).toFixed(1)} kB`);
