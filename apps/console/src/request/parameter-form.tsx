import type { JSX } from "preact";

import type { Draft } from "../form/draft.ts";
import { Field } from "../form/fields.tsx";
import type { Parameter } from "../spec/operations.ts";

interface Props {
  readonly draft: Draft;
  readonly parameters: readonly Parameter[];
}

/** Parameters that have to be there: those of a path, for the most part. */
export const NeededParameters = ({ draft, parameters }: Props): JSX.Element => (
  <section class="parameters" aria-label="Parameters">
    <Fields draft={draft} parameters={parameters} />
  </section>
);

/** Parameters that may be left out, behind a fold: open where there is nothing else to enter. */
export const OptionalParameters = ({
  draft,
  isOpen,
  parameters,
}: Props & { readonly isOpen: boolean }): JSX.Element => (
  <details class="more" open={isOpen}>
    <summary>{parameters.length === 1 ? "One optional parameter" : `${parameters.length} optional parameters`}</summary>
    <section class="parameters" aria-label="Optional parameters">
      <Fields draft={draft} parameters={parameters} />
    </section>
  </details>
);

function Fields({ draft, parameters }: Props): JSX.Element {
  const values = draft.values.value;
  const set = (name: string, value: unknown): void => {
    draft.values.value = { ...values, parameters: { ...values.parameters, [name]: value } };
  };
  return (
    <>
      {parameters.map(({ at, description, name, required }) => (
        <Field
          key={name}
          at={{ ...at, schema: { ...at.schema, description } }}
          path={["parameters", name]}
          label={name}
          isRequired={required}
          value={values.parameters[name]}
          onChange={(value) => set(name, value)}
        />
      ))}
    </>
  );
}
