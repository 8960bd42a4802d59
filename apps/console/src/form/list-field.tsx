import type { JSX } from "preact";

import { specs } from "virtual:specs";

import { below, locate } from "../spec/document.ts";
import { startingValue } from "./draft.ts";
import { GroupFrame } from "./field-frame.tsx";
import { Field, type FieldProps } from "./fields.tsx";
import { useForm } from "./form-context.ts";

/** Any number of values of one kind. An empty list that is not needed is left out. */
export function ListField({ at, isRequired, label, onChange, path, value }: FieldProps): JSX.Element {
  const { api } = useForm();
  const items = Array.isArray(value) ? (value as readonly unknown[]) : [];
  const itemAt = locate(specs[api], below(at.pointer, "items"));
  const change = (changed: readonly unknown[]): void =>
    onChange(changed.length === 0 && !isRequired ? undefined : changed);
  return (
    <GroupFrame path={path} label={label} isRequired={isRequired} description={at.schema.description}>
      {items.map((item, index) => (
        // Entries have no identity but their place.
        <div class="entry" key={index}>
          <Field
            at={itemAt}
            path={[...path, index]}
            label={`${label} ${index + 1}`}
            isRequired
            value={item}
            onChange={(changed) => change(items.with(index, changed))}
          />
          <button
            type="button"
            class="quiet"
            onClick={() => change(items.toSpliced(index, 1))}
          >{`Remove ${label} ${index + 1}`}</button>
        </div>
      ))}
      <button
        type="button"
        class="quiet"
        onClick={() => change([...items, startingValue(api, itemAt) ?? itemAt.schema.enum?.[0] ?? ""])}
      >{`Add to ${label}`}</button>
    </GroupFrame>
  );
}
