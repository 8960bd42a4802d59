import { signal, type Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";

import { CodeView } from "../code/code-view.tsx";
import { loadTypedErrors } from "../code/typed-error-view.tsx";
import { problemsOf } from "../form/check.ts";
import { branchChooser, draftOf } from "../form/draft.ts";
import { FoldedProse } from "../form/folded-prose.tsx";
import { FormContext } from "../form/form-context.ts";
import { keepWork, keptWork } from "../service/kept-work.ts";
import { prepare, type Values } from "../service/request.ts";
import { send, type Outcome } from "../service/send.ts";
import { addressOf, isReal, keyOf, target } from "../service/target.ts";
import { apiTitles, type Operation } from "../spec/operations.ts";
import { referenceOf } from "../spec/reference-place.ts";
import { BodyForm } from "./body-form.tsx";
import { confirmSending } from "./confirm-sending.tsx";
import { fillFirstRecipient } from "./first-recipient.ts";
import { finderFor, rememberIds, suggestionsFor } from "./known-ids.ts";
import { NeededParameters, OptionalParameters } from "./parameter-form.tsx";
import { ResponseView } from "./response-view.tsx";

/** What became of the latest request; undefined before the first. */
export interface Attempt {
  readonly outcome: Outcome;
  /** What was sent. */
  readonly values: Values;
  /** Where it went. */
  readonly target: "mock" | "real";
}

interface RequestState {
  /** From the first try on, what is wrong is shown while it is mended. */
  readonly isTried: Signal<boolean>;
  readonly running: Signal<AbortController | undefined>;
  readonly attempt: Signal<Attempt | undefined>;
}

const states = new Map<string, RequestState>();

function stateOf({ api, operationId }: Operation): RequestState {
  const name = `${api} ${operationId}`;
  const state = states.get(name) ?? {
    isTried: signal(false),
    running: signal(undefined),
    attempt: signal(keptWork(`attempt ${name}`) as Attempt | undefined),
  };
  states.set(name, state);
  return state;
}

/** One operation: what it does, a form for what it takes, and what came of it. */
export function RequestView({ operation }: { readonly operation: Operation }): JSX.Element {
  const { api, body, method, parameters, path } = operation;
  const needed = parameters.filter(({ required }) => required);
  const others = parameters.filter(({ required }) => !required);
  const form = useRef<HTMLFormElement>(null);
  const draft = draftOf(operation);
  const state = stateOf(operation);
  const { attempt, isTried, running } = state;
  const values = draft.values.value;
  const problems = isTried.value ? problemsOf(operation, values, branchChooser(api, draft)) : [];
  useEffect(() => {
    fillKnownIds(operation);
    void fillFirstRecipient(operation);
    void loadTypedErrors();
  }, [operation]);

  const submit = async (): Promise<void> => {
    isTried.value = true;
    // What is entered now: what was entered last may not have been rendered yet.
    if (problemsOf(operation, draft.values.peek(), branchChooser(api, draft)).length > 0) {
      // The marks are there after the next rendering only.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    // The button stays enabled meanwhile, or it would lose the focus.
    if (running.value === undefined) await run(operation, state);
  };

  const situation = useMemo(
    () => ({
      api,
      draft,
      problems,
      suggestions: suggestionsFor(api),
      finder: finderFor(operation, values.parameters),
    }),
    [operation, draft, problems, values],
  );
  return (
    <article
      class="request"
      data-operation={`${api} ${operation.operationId}`}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void submit();
      }}
    >
      <header>
        <h1>{operation.summary}</h1>
        <p class="route">
          <span class={`method method-${method.toLowerCase()}`}>{method}</span> <code>{path}</code>
          <span class="origin"> of {apiTitles[api]}</span> <a href={referenceOf(operation)}>Reference</a>
        </p>
        <FoldedProse class="about" text={operation.description} />
      </header>
      <FormContext.Provider value={situation}>
        <form
          ref={form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          {needed.length > 0 && <NeededParameters draft={draft} parameters={needed} />}
          {body !== undefined && <BodyForm body={body} draft={draft} />}
          {others.length > 0 && <OptionalParameters draft={draft} parameters={others} isOpen={body === undefined} />}
          <SendButton running={running} problems={problems.length} missingKey={keyOf(api) === undefined} />
        </form>
      </FormContext.Provider>
      <div class="results">
        <ResponseView operation={operation} attempt={attempt.value} isRunning={running.value !== undefined} />
        <CodeView operation={operation} values={values} />
      </div>
    </article>
  );
}

/** An id that is needed and was seen elsewhere is most likely the one that is meant. */
function fillKnownIds(operation: Operation): void {
  const { values } = draftOf(operation);
  const missing = operation.parameters.filter(
    ({ in: place, name }) => place === "path" && values.peek().parameters[name] === undefined,
  );
  for (const { name } of missing) {
    const [id] = suggestionsFor(operation.api)(name);
    if (id === undefined) continue;
    values.value = { ...values.peek(), parameters: { ...values.peek().parameters, [name]: id } };
  }
}

async function run(operation: Operation, { attempt, running }: RequestState): Promise<void> {
  const { api } = operation;
  const values = draftOf(operation).values.value;
  const request = prepare(operation, values, addressOf(api));
  const sentTo = target.value;
  if (keyOf(api) === undefined) {
    document.querySelector<HTMLElement>(`[data-key-of="${api}"]`)?.focus();
    return;
  }
  if (isReal.value && !(await confirmSending(api, request))) return;
  const controller = new AbortController();
  running.value = controller;
  const outcome = await send(api, request, controller.signal);
  rememberIds(operation, outcome);
  running.value = undefined;
  attempt.value = { outcome, target: sentTo, values };
  keepWork(`attempt ${api} ${operation.operationId}`, attempt.value);
  requestAnimationFrame(() => document.querySelector(".response")?.scrollIntoView({ block: "nearest" }));
}

interface SendButtonProps {
  readonly running: RequestState["running"];
  readonly problems: number;
  readonly missingKey: boolean;
}

function SendButton({ missingKey, problems, running }: SendButtonProps): JSX.Element {
  const isRunning = running.value !== undefined;
  return (
    <div class="send">
      <button
        type="submit"
        class={isReal.value ? "danger" : "main"}
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
      <p role="status" class="problem">
        {problems > 0 && `Nothing was sent: ${problems === 1 ? "a field is" : `${problems} fields are`} not right yet.`}
        {missingKey && "The real service needs your key: enter it at the top."}
      </p>
    </div>
  );
}
