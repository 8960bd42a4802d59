import type { JSX } from "preact";

import type { Values } from "../service/request.ts";
import { target } from "../service/target.ts";
import { Status } from "../shell/status.tsx";
import type { Attempt } from "./attempts.ts";

interface Props {
  readonly attempts: readonly Attempt[];
  readonly shown: Attempt | undefined;
  /** Puts what was sent into the form, and shows what came of it. */
  readonly onOpen: (attempt: Attempt) => void;
  readonly onResend: (values: Values) => void;
}

/** The latest requests of an operation, to be opened or sent again. */
export const HistoryView = ({ attempts, onOpen, onResend, shown }: Props): JSX.Element => (
  <details class="history">
    <summary>{`History: ${attempts.length}`}</summary>
    <ol aria-label="Requests that were sent">
      {attempts.map((attempt) => (
        <li key={attempt.sentAt} aria-current={attempt === shown ? "true" : undefined}>
          <AttemptFacts attempt={attempt} />
          <span class="history-tools">
            <button
              type="button"
              class="quiet"
              aria-label={`Open what was sent at ${timeOf(attempt)}`}
              onClick={() => onOpen(attempt)}
            >
              Open
            </button>
            {/* What was tried at the mock has the mock's people in it. */}
            {attempt.target === target.value && (
              <button
                type="button"
                class="quiet"
                aria-label={`Send again what was sent at ${timeOf(attempt)}`}
                onClick={() => onResend(attempt.values)}
              >
                Send again
              </button>
            )}
          </span>
        </li>
      ))}
    </ol>
  </details>
);

/** When it was, what came of it, and what was sent. */
export const AttemptFacts = ({ attempt }: { readonly attempt: Attempt }): JSX.Element => (
  <>
    <time dateTime={new Date(attempt.sentAt).toISOString()}>{timeOf(attempt)}</time>
    <Status of={attempt.outcome.kind === "none" ? undefined : attempt.outcome.status} />
    <span class="history-about">
      {attempt.target === "real" && <strong>real service </strong>}
      {aboutOf(attempt.values)}
    </span>
  </>
);

const timeOf = ({ sentAt }: Attempt): string => new Date(sentAt).toLocaleTimeString("en-GB");

/** What tells a request from others of its operation. */
function aboutOf({ body, parameters }: Values): string {
  const { text } = (body ?? {}) as { readonly text?: unknown };
  if (typeof text === "string") return text;
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  const said = given.map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
  return [...said, ...(body === undefined ? [] : [JSON.stringify(body)])].join(", ") || "nothing entered";
}
