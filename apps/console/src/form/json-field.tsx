import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { jsonOrText } from "../service/json-text.ts";
import { FieldFrame, inputAttributes } from "./field-frame.tsx";
import type { FieldProps } from "./fields.tsx";
import { useProblem } from "./form-context.ts";

/** A value whose fields nobody documents, as JSON. */
export function JsonField({ at, isRequired, label, onChange, path, value }: FieldProps): JSX.Element {
  const [text, setText] = useState(value === undefined ? "" : JSON.stringify(value, null, 2));
  const problem = useProblem(path);
  return (
    <FieldFrame path={path} label={`${label} (JSON)`} isRequired={isRequired} description={at.schema.description}>
      <textarea
        {...inputAttributes(path, isRequired, problem)}
        class="code"
        rows={4}
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          onChange(currentTarget.value.trim() === "" ? undefined : jsonOrText(currentTarget.value));
        }}
      />
    </FieldFrame>
  );
}
