import type { JSX } from "preact";

import { specs } from "virtual:specs";

import { branchesOf, type Located } from "../spec/document.ts";
import { branchChooser, chooseBranch } from "./draft.ts";
import { FieldFrame, GroupFrame, inputAttributes } from "./field-frame.tsx";
import { Field, Properties, type FieldProps } from "./fields.tsx";
import { useForm } from "./form-context.ts";

/** One of several kinds of value: first which, then its fields. */
export function ChoiceField({ at, isRequired, label, onChange, path, value }: FieldProps): JSX.Element {
  const { api, draft } = useForm();
  const branches = branchesOf(specs[api], at) ?? [];
  const isThere = value !== undefined || isRequired;
  const chosen = branchChooser(api, draft)(at, branches, value, path);
  const kindPath = [...path, "kind"];
  const { description } = at.schema;
  const isPlain = isThere && chosen.schema.properties === undefined;
  const isOneLine = isPlain && chosen.schema.type !== "array";
  const select = (
    <select
      {...inputAttributes(kindPath, isRequired, undefined)}
      value={isThere ? chosen.pointer : ""}
      onChange={({ currentTarget }) => {
        const branch = branches.find(({ pointer }) => pointer === currentTarget.value);
        onChange(branch === undefined ? undefined : (chooseBranch(api, draft, path, branch, value) ?? first(branch)));
      }}
    >
      {!isRequired && <option value="">not set</option>}
      {branches.map((branch) => (
        <option key={branch.pointer} value={branch.pointer}>
          {titleOf(branch)}
        </option>
      ))}
    </select>
  );
  return (
    <GroupFrame path={path} label={label} isRequired={isRequired} description={description} isProblemInside={isPlain}>
      <div class={isOneLine ? "choice is-one-line" : "choice"}>
        <FieldFrame path={kindPath} label={`Kind of ${label}`} isRequired={false} description={undefined}>
          {select}
        </FieldFrame>
        {isThere && chosen.schema.properties !== undefined && (
          <Properties at={chosen} path={path} value={value} onChange={onChange} />
        )}
        {isPlain && (
          <Field
            at={withoutDescription(chosen)}
            path={path}
            label={label}
            isRequired
            value={value}
            onChange={onChange}
          />
        )}
      </div>
    </GroupFrame>
  );
}

/** The choice of the kind says it already. */
const withoutDescription = (at: Located): Located => ({ ...at, schema: { ...at.schema, description: "" } });

/** `FacebookTaggedMessageTarget` becomes “Facebook tagged message target”. */
function titleOf({ name, schema }: Located): string {
  if (name === undefined) return schema.description ?? String(schema.type);
  const words = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value that shows that something was chosen. */
const first = ({ schema }: Located): unknown => (schema.type === "boolean" ? true : "");
