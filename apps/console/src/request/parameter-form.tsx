import type { JSX } from "preact";

import type { Draft } from "../form/draft.ts";
import { Field } from "../form/fields.tsx";
import type { Operation, Parameter } from "../spec/operations.ts";

/** The parameters of an operation: those of the path, and the others behind a fold when there are many. */
export function ParameterForm({
  draft,
  operation,
}: {
  readonly draft: Draft;
  readonly operation: Operation;
}): JSX.Element {
  const { parameters } = operation;
  const values = draft.values.value;
  const set = (name: string, value: unknown): void => {
    draft.values.value = { ...values, parameters: { ...values.parameters, [name]: value } };
  };
  const field = ({ at, description, name, required }: Parameter): JSX.Element => (
    <Field
      key={name}
      at={{ ...at, schema: { ...at.schema, description } }}
      path={["parameters", name]}
      label={name}
      isRequired={required}
      value={values.parameters[name]}
      onChange={(value) => set(name, value)}
    />
  );
  const needed = parameters.filter(({ required }) => required);
  const others = parameters.filter(({ required }) => !required);
  return (
    <section aria-label="Parameters">
      {needed.map(field)}
      {others.length > 0 && (
        <details class="more" open={operation.body === undefined}>
          <summary>{others.length === 1 ? "One optional parameter" : `${others.length} optional parameters`}</summary>
          {others.map(field)}
        </details>
      )}
    </section>
  );
}
