import type { JSX } from "preact";

import type { Entered } from "../form/draft.ts";
import { isReal, keyOf } from "../service/target.ts";
import type { Operation } from "../spec/operations.ts";
import { CopyLink } from "./copy-link.tsx";
import type { RequestState } from "./request-state.ts";

interface Props {
  readonly operation: Operation;
  readonly entered: Entered;
  readonly running: RequestState["running"];
  /** How many fields are not right. */
  readonly problems: number;
}

/** What is done with a form: it is sent, or linked to. It stays in sight while a long form is filled. */
export function SendBar({ entered, operation, problems, running }: Props): JSX.Element {
  const isRunning = running.value !== undefined;
  const isKeyMissing = keyOf(operation.api) === undefined;
  return (
    <div class="send">
      <button
        type="submit"
        class={isReal.value ? "danger" : "main"}
        // It stays enabled, or it would lose the focus.
        aria-disabled={isRunning}
        aria-keyshortcuts="Control+Enter Meta+Enter"
      >
        {isReal.value ? "Send to the real service" : "Send to the mock"}
      </button>
      <span class="keys" aria-hidden="true">
        <kbd>Ctrl</kbd> <kbd>Enter</kbd>
      </span>
      {isRunning && (
        <button type="button" onClick={() => running.value?.abort()}>
          Stop waiting
        </button>
      )}
      <CopyLink operation={operation} entered={entered} />
      <p role="status" class="problem">
        {problems > 0 && `Nothing was sent: ${problems === 1 ? "a field is" : `${problems} fields are`} not right yet.`}
        {isKeyMissing && "The real service needs your key: enter it at the top."}
      </p>
    </div>
  );
}
