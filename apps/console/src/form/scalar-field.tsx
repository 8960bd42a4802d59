import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { idsSeen } from "../service/seen-ids.ts";
import { fileOf, textOfFile } from "../service/upload.ts";
import { FieldFrame, inputAttributes } from "./field-frame.tsx";
import type { FieldProps } from "./fields.tsx";
import { idOf, useForm, useProblem, type Found } from "./form-context.ts";

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
  if (schema.format === "binary") return <FileInput {...props} />;
  if (schema.enum !== undefined) return <Options {...props} values={schema.enum} />;
  if (schema.type === "boolean") return <Options {...props} values={[true, false]} />;
  if (schema.type === "integer" || schema.type === "number") return <NumberInput {...props} />;
  return (schema.maxLength ?? 0) > 200 || props.label === "text" ? <LongText {...props} /> : <ShortText {...props} />;
}

function FileInput({ isRequired, onChange, path, value }: FieldProps): JSX.Element {
  const problem = useProblem(path);
  // A browser lets no page fill such an input: what is there already is said beside it.
  return (
    <>
      <input
        {...inputAttributes(path, isRequired, problem)}
        type="file"
        onChange={({ currentTarget: { files } }) => {
          const file = files?.[0];
          if (file !== undefined) void textOfFile(file).then(onChange);
        }}
      />
      {typeof value === "string" && <span>{`A file of ${fileOf(value).size} bytes is ready.`}</span>}
    </>
  );
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
        // What would become another text as a number, such as "1." on the way to "1.5", stays as it is: the check says so.
        const number = Number(text);
        onChange(text === "" ? undefined : String(number) === text ? number : text);
      }}
    />
  );
}

function ShortText(props: FieldProps): JSX.Element {
  const { at, isRequired, onChange, path, value } = props;
  const problem = useProblem(path);
  const { api, finder } = useForm();
  const name = String(path.at(-1));
  const known = [...(at.schema.examples ?? []).map(String), ...idsSeen(api, name)];
  const list = `${idOf(path)}-list`;
  const find = finder(name);
  return (
    <div class="with-button">
      <input
        {...inputAttributes(path, isRequired, problem)}
        type="text"
        dir="auto"
        list={list}
        autocomplete="off"
        spellcheck={false}
        value={textOf(value)}
        onInput={({ currentTarget }) => onChange(entered(currentTarget.value, props))}
      />
      <datalist id={list}>
        {known.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      {find !== undefined && <FindButton name={name} find={() => find(value)} onFound={onChange} />}
    </div>
  );
}

interface FindProps {
  readonly name: string;
  readonly find: () => Promise<Found>;
  readonly onFound: (value: string) => void;
}

function FindButton({ find, name, onFound }: FindProps): JSX.Element {
  const [problem, setProblem] = useState("");
  const press = async (): Promise<void> => {
    const found = await find();
    setProblem(found.problem ?? "");
    if (found.problem === undefined) onFound(found.value);
  };
  return (
    <>
      <button type="button" class="quiet" aria-label={`Find one: ${name}`} onClick={() => void press()}>
        Find one
      </button>
      <span role="status" class="hint">
        {problem}
      </span>
    </>
  );
}

function LongText(props: FieldProps): JSX.Element {
  const { isRequired, onChange, path, value } = props;
  const problem = useProblem(path);
  return (
    <textarea
      {...inputAttributes(path, isRequired, problem)}
      rows={3}
      dir="auto"
      value={textOf(value)}
      onInput={({ currentTarget }) => onChange(entered(currentTarget.value, props))}
    />
  );
}

const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";

/** An emptied field is one that was left out, unless its place is kept: an entry of a list, or what is rejected in better words. */
function entered(text: string, { at, isRequired, path }: FieldProps): string | undefined {
  const isKept = typeof path.at(-1) === "number" || (isRequired && at.schema.minLength !== undefined);
  return text === "" && !isKept ? undefined : text;
}
