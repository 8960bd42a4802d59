import type { JSX } from "preact";

import { fillDraft, setBody, type Draft } from "../form/draft.ts";
import { Properties } from "../form/fields.tsx";
import { useForm } from "../form/form-context.ts";
import { jsonOrText } from "../service/json-text.ts";
import { reasonOf } from "../shell/error-reason.ts";
import type { Operation } from "../spec/operations.ts";

type Body = NonNullable<Operation["body"]>;

interface BodyProps {
  readonly operation: Operation;
  readonly body: Body;
  readonly draft: Draft;
}

/** The body of a request: from an example, field by field, or as JSON. */
export function BodyForm({ body, draft, operation }: BodyProps): JSX.Element {
  const text = draft.bodyText.value;
  return (
    <section aria-label="Body">
      <div class="body-tools">
        <ExampleSelect operation={operation} body={body} draft={draft} />
        <button type="button" class="quiet" onClick={() => switchEditor(draft)}>
          {text === undefined ? "Edit as JSON" : "Edit as a form"}
        </button>
      </div>
      {text === undefined ? (
        <Properties
          // Another example is another form: what it fills comes first.
          key={draft.start.value}
          at={body.at}
          first={namesIn(body.examples[0]?.value)}
          path={["body"]}
          value={draft.values.value.body}
          onChange={(value) => setBody(draft, value)}
        />
      ) : (
        <BodyText draft={draft} text={text} />
      )}
    </section>
  );
}

/** The first documented example has what people come for, in the order in which they read it. */
const namesIn = (example: unknown): readonly string[] =>
  typeof example === "object" && example !== null ? Object.keys(example) : [];

function ExampleSelect({ body, draft, operation }: BodyProps): JSX.Element {
  return (
    <label class="example">
      Start from an example
      <select
        onChange={({ currentTarget }) => {
          const example = body.examples.find(({ name }) => name === currentTarget.value);
          if (example !== undefined) fillDraft(operation, { ...draft.values.peek(), body: example.value });
        }}
        // Another example is a fresh start, and so is the same one again.
        value=""
      >
        <option value="">Choose …</option>
        {body.examples.map(({ name, summary }) => (
          <option key={name} value={name}>
            {summary}
          </option>
        ))}
      </select>
    </label>
  );
}

function switchEditor(draft: Draft): void {
  const { bodyText, values } = draft;
  bodyText.value = bodyText.value === undefined ? JSON.stringify(values.value.body ?? {}, null, 2) : undefined;
  // A text that is not JSON cannot be shown as a form.
  if (bodyText.value === undefined && typeof values.value.body !== "object") setBody(draft, {});
}

function BodyText({ draft, text }: { readonly draft: Draft; readonly text: string }): JSX.Element {
  const found = useForm().problems.filter(({ field }) => field.startsWith("body"));
  const broken = problemOfJson(text);
  // What is broken has no fields yet that could be wrong.
  const problems = found.length > 0 && broken !== undefined ? [{ field: "body", message: broken }] : found;
  return (
    <div class="field">
      <label for="body-text">Body as JSON</label>
      <textarea
        id="body-text"
        class="code"
        rows={12}
        spellcheck={false}
        aria-invalid={problems.length > 0}
        aria-describedby="body-problems"
        value={text}
        onInput={({ currentTarget }) => {
          draft.bodyText.value = currentTarget.value;
          setBody(draft, jsonOrText(currentTarget.value));
        }}
      />
      <ul id="body-problems" class="problem">
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>{`${field}: ${message}`}</li>
        ))}
      </ul>
    </div>
  );
}

/** Why a text is not JSON, in the browser's own words, which name the place; undefined when it is. */
function problemOfJson(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return `is not JSON: ${reasonOf(error)}`;
  }
}
