import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { CodeView } from "../code/code-view.tsx";
import { loadTypedErrors } from "../code/typed-error-view.tsx";
import { problemsOf } from "../form/check.ts";
import { branchChooser, draftOf, fillDraft } from "../form/draft.ts";
import { FoldedProse } from "../form/folded-prose.tsx";
import { FormContext } from "../form/form-context.ts";
import { attemptsOf } from "../response/attempts.ts";
import { HistoryView } from "../response/history-view.tsx";
import { ResponseView } from "../response/response-view.tsx";
import type { Values } from "../service/request.ts";
import { idsSeen } from "../service/seen-ids.ts";
import { apiTitles, type Operation } from "../spec/operations.ts";
import { referenceOf } from "../spec/reference-place.ts";
import { BodyForm } from "./body-form.tsx";
import { fillFirstRecipient } from "./first-recipient.ts";
import { finderFor } from "./known-ids.ts";
import { NeededParameters, OptionalParameters } from "./parameter-form.tsx";
import { sendDraft, stateOf } from "./request-state.ts";
import { SendBar } from "./send-bar.tsx";

/** One operation: what it does, a form for what it takes, and what came of it. */
export function RequestView({ operation }: { readonly operation: Operation }): JSX.Element {
  const { api, body, method, parameters, path } = operation;
  const needed = parameters.filter(({ required }) => required);
  const others = parameters.filter(({ required }) => !required);
  const form = useRef<HTMLFormElement>(null);
  const draft = draftOf(operation);
  const { isTried, running, shown } = stateOf(operation);
  const attempts = attemptsOf(operation).value;
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
    if (running.value === undefined) await sendDraft(operation);
  };
  const sendValues = async (other: Values): Promise<void> => {
    fillDraft(operation, other);
    await submit();
    // Behind the last page there is no button any more.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.querySelector<HTMLElement>(".response")?.focus();
    });
  };

  const situation = { api, draft, problems, finder: finderFor(operation, values.parameters) };
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
          {body !== undefined && <BodyForm operation={operation} body={body} draft={draft} />}
          {others.length > 0 && <OptionalParameters draft={draft} parameters={others} isOpen={body === undefined} />}
          <SendBar
            operation={operation}
            entered={{ values, choices: draft.choices.value }}
            running={running}
            problems={problems.length}
          />
        </form>
      </FormContext.Provider>
      <div class="results">
        <ResponseView
          operation={operation}
          attempt={shown.value}
          isRunning={running.value !== undefined}
          onSend={(other) => void sendValues(other)}
        />
        {attempts.length > 0 && (
          <HistoryView
            attempts={attempts}
            shown={shown.value}
            onOpen={(attempt) => {
              fillDraft(operation, attempt.values);
              shown.value = attempt;
            }}
            onResend={(other) => void sendValues(other)}
          />
        )}
        <CodeView operation={operation} values={values} />
      </div>
    </article>
  );
}

/** An id that is needed and was seen elsewhere is most likely the one that is wanted. */
function fillKnownIds(operation: Operation): void {
  const { values } = draftOf(operation);
  const missing = operation.parameters.filter(
    ({ in: place, name }) => place === "path" && values.peek().parameters[name] === undefined,
  );
  for (const { name } of missing) {
    const [id] = idsSeen(operation.api, name);
    if (id === undefined) continue;
    values.value = { ...values.peek(), parameters: { ...values.peek().parameters, [name]: id } };
  }
}
