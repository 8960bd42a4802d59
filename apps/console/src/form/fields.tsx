import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { specs } from "virtual:specs";

import { propertyOf, type Located, type Schema } from "../spec/document.ts";
import type { ApiName } from "../spec/operations.ts";
import type { ValuePath } from "./check.ts";
import { ChoiceField } from "./choice-field.tsx";
import { startingValue } from "./draft.ts";
import { GroupFrame } from "./field-frame.tsx";
import { useForm } from "./form-context.ts";
import { JsonField } from "./json-field.tsx";
import { ListField } from "./list-field.tsx";
import { ScalarField } from "./scalar-field.tsx";

export interface FieldProps {
  readonly at: Located;
  readonly path: ValuePath;
  readonly label: string;
  readonly isRequired: boolean;
  /** Undefined where nothing is entered. */
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** A field for a schema, whatever it is. */
export function Field(props: FieldProps): JSX.Element {
  const { schema } = props.at;
  if (schema.oneOf !== undefined) return <ChoiceField {...props} />;
  if (schema.type === "array") return <ListField {...props} />;
  if (schema.type !== "object") return <ScalarField {...props} />;
  // What may hold anything has no fields to show.
  return isOpen(schema) ? <JsonField {...props} /> : <ObjectField {...props} />;
}

const isOpen = ({ additionalProperties, properties }: Schema): boolean =>
  additionalProperties === true || properties === undefined;

function ObjectField(props: FieldProps): JSX.Element {
  const { api } = useForm();
  const { at, isRequired, label, onChange, path, value } = props;
  const isThere = value !== undefined;
  return (
    <GroupFrame path={path} label={label} isRequired={isRequired} description={at.schema.description}>
      {isThere && <Properties {...props} />}
      {(!isThere || !isRequired) && (
        <button
          type="button"
          class="quiet"
          onClick={() => onChange(isThere ? undefined : startingValue(api, at))}
        >{`${isThere ? "Leave out" : "Add"} ${label}`}</button>
      )}
    </GroupFrame>
  );
}

interface PropertiesProps extends Omit<FieldProps, "isRequired" | "label"> {
  /** The names that people come for, in the order in which they are read. */
  readonly first?: readonly string[];
}

/** The fields of an object: those that are needed, come for or filled, and the rarely used behind a fold. */
export function Properties({ at, first = [], onChange, path, value }: PropertiesProps): JSX.Element {
  const { api } = useForm();
  const { properties = {}, required = [] } = at.schema;
  const values = (value ?? {}) as Readonly<Record<string, unknown>>;
  const isSettled = (name: string): boolean =>
    required.includes(name) && isFixed(api, propertyOf(specs[api], at, name), values[name]);
  // What is filled meanwhile stays where it is, or it would leave from under the hand that fills it.
  const [filledAtFirst] = useState(() => Object.keys(values));
  const field = (name: string): JSX.Element => (
    <Field
      key={name}
      at={propertyOf(specs[api], at, name)}
      path={[...path, name]}
      label={name}
      isRequired={required.includes(name)}
      value={values[name]}
      onChange={(changed) => onChange(withProperty(values, name, changed))}
    />
  );
  // What the chosen kind leaves no choice about is there already.
  const names = inOrder(Object.keys(properties), first).filter((name) => !isSettled(name));
  const isUsual = (name: string): boolean =>
    required.includes(name) || first.includes(name) || filledAtFirst.includes(name) || name === "text";
  const usual = names.filter(isUsual);
  const rest = names.filter((name) => !isUsual(name));
  const filled = rest.filter((name) => values[name] !== undefined).length;
  return (
    <div class="properties">
      {usual.map(field)}
      {rest.length > 0 && usual.length > 0 ? (
        <details class="more" open={filled > 0}>
          <summary>{`${rest.length} more ${rest.length === 1 ? "field" : "fields"}`}</summary>
          {rest.map(field)}
        </details>
      ) : (
        rest.map(field)
      )}
    </div>
  );
}

/** Whether a value has what can only be one thing, and nothing else can be there. */
function isFixed(api: ApiName, at: Located, value: unknown): boolean {
  const { schema } = at;
  if (schema.enum?.length === 1) return value === schema.enum[0];
  if (schema.properties === undefined || isOpen(schema) || typeof value !== "object" || value === null) return false;
  return Object.keys(schema.properties).every((name) =>
    isFixed(api, propertyOf(specs[api], at, name), (value as Readonly<Record<string, unknown>>)[name]),
  );
}

const inOrder = (names: readonly string[], first: readonly string[]): readonly string[] => [
  ...first.filter((name) => names.includes(name)),
  ...names.filter((name) => !first.includes(name)),
];

function withProperty(values: object, name: string, value: unknown): object {
  const { [name]: _, ...rest } = values as Readonly<Record<string, unknown>>;
  return value === undefined ? rest : { ...values, [name]: value };
}
