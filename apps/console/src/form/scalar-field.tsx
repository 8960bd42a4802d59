import type { JSX } from "preact";

import { FieldFrame, inputAttributes } from "./field-frame.tsx";
import type { FieldProps } from "./fields.tsx";
import { idOf, useForm, useProblem } from "./form-context.ts";

/** A text, a number, a switch, or one of several values. */
export function ScalarField(props: FieldProps): JSX.Element {
  const { at, isRequired, label, path } = props;
  return (
    <FieldFrame path={path} label={label} isRequired={isRequired} description={at.schema.description}>
      <ScalarInput {...props} />
    </FieldFrame>
  );
}

function ScalarInput(props: FieldProps): JSX.Element {
  const { schema } = props.at;
  if (schema.enum !== undefined) return <Options {...props} values={schema.enum} />;
  if (schema.type === "boolean") return <Options {...props} values={[true, false]} />;
  if (schema.type === "integer" || schema.type === "number") return <NumberInput {...props} />;
  return (schema.maxLength ?? 0) > 200 || props.label === "text" ? <LongText {...props} /> : <ShortText {...props} />;
}

function Options({
  at,
  isRequired,
  onChange,
  path,
  value,
  values,
}: FieldProps & { readonly values: readonly unknown[] }) {
  const problem = useProblem(path);
  const { default: usual } = at.schema;
  return (
    <select
      {...inputAttributes(path, isRequired, problem)}
      value={textOf(value)}
      onChange={({ currentTarget }) => onChange(values.find((each) => String(each) === currentTarget.value))}
    >
      <option value="">{usual === undefined ? "not set" : `not set (${JSON.stringify(usual)})`}</option>
      {values.map((each) => (
        <option key={String(each)} value={String(each)}>
          {String(each)}
        </option>
      ))}
    </select>
  );
}

function NumberInput({ at, isRequired, onChange, path, value }: FieldProps): JSX.Element {
  const problem = useProblem(path);
  const { default: usual } = at.schema;
  return (
    <input
      {...inputAttributes(path, isRequired, problem)}
      inputMode="numeric"
      placeholder={usual === undefined ? "" : JSON.stringify(usual)}
      value={textOf(value)}
      onInput={({ currentTarget: { value: text } }) => {
        // What is no number stays as it is: the check says so beside it.
        const number = Number(text);
        onChange(text === "" ? undefined : Number.isNaN(number) ? text : number);
      }}
    />
  );
}

function ShortText({ at, isRequired, onChange, path, value }: FieldProps): JSX.Element {
  const problem = useProblem(path);
  const { finder, suggestions } = useForm();
  const name = String(path.at(-1));
  const known = [...(at.schema.examples ?? []).map(String), ...suggestions(name)];
  const list = `${idOf(path)}-list`;
  const find = finder(name);
  return (
    <div class="with-button">
      <input
        {...inputAttributes(path, isRequired, problem)}
        type="text"
        list={list}
        autocomplete="off"
        spellcheck={false}
        value={textOf(value)}
        onInput={({ currentTarget }) => onChange(entered(currentTarget.value, isRequired))}
      />
      <datalist id={list}>
        {known.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      {find !== undefined && (
        <button
          type="button"
          class="quiet"
          aria-label={`Find one: ${name}`}
          onClick={() => void find().then((found) => found !== undefined && onChange(found))}
        >
          Find one
        </button>
      )}
    </div>
  );
}

function LongText({ isRequired, onChange, path, value }: FieldProps): JSX.Element {
  const problem = useProblem(path);
  return (
    <textarea
      {...inputAttributes(path, isRequired, problem)}
      rows={3}
      value={textOf(value)}
      onInput={({ currentTarget }) => onChange(entered(currentTarget.value, isRequired))}
    />
  );
}

const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";

/** A text that is needed is sent when it is empty, so that the check can say what is wrong with it. */
const entered = (text: string, isRequired: boolean): string | undefined =>
  text === "" && !isRequired ? undefined : text;
