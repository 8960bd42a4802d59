import { signal } from "@preact/signals";
import type { JSX } from "preact";

import type { Values } from "../service/request.ts";
import { addressOf, isReal, keyOf } from "../service/target.ts";
import { CopyButton } from "../shell/copy-button.tsx";
import { keyHeader } from "../spec/catalog.ts";
import type { Operation } from "../spec/operations.ts";
import { curlSample, typescriptSample } from "./samples.ts";

const language = signal<"curl" | "TypeScript">("TypeScript");

/** The request as code, with the values that are entered. */
export function CodeView({
  operation,
  values,
}: {
  readonly operation: Operation;
  readonly values: Values;
}): JSX.Element {
  const { api } = operation;
  const place = {
    address: addressOf(api),
    mockKey: isReal.value ? undefined : keyOf(api),
    keyHeader: (key: string) => keyHeader(api, key),
  };
  const samples = {
    TypeScript: typescriptSample(operation, values, place),
    curl: curlSample(operation, values, place),
  };
  const shown = samples[language.value];
  return (
    <section aria-label="Code">
      <div class="code-tools">
        <h2>As code</h2>
        {(["TypeScript", "curl"] as const).map((name) => (
          <label key={name} class="check">
            <input
              type="radio"
              name="language"
              checked={language.value === name}
              onChange={() => (language.value = name)}
            />
            {name}
          </label>
        ))}
      </div>
      <div class="code-block">
        <CopyButton text={shown} what="the code" />
        <pre class="code" tabIndex={0} aria-label={`${language.value} code`}>
          {shown}
        </pre>
      </div>
    </section>
  );
}
