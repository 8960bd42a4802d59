import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { forgetKey, problemOfKey, realKey, storeKey } from "../service/keys.ts";
import { isReal, isServedByMock, mockKey, pickTenant, setMockKey, target } from "../service/target.ts";
import { apiNames, apiTitles, type ApiName } from "../spec/operations.ts";
import { MockAddresses } from "./mock-addresses.tsx";
import { MockChip } from "./mock-chip.tsx";
import { TenantChoice } from "./tenant-choice.tsx";

/** What responds, and with which key. It stands on top of every view, and looks different for the real services. */
export function TargetBar(): JSX.Element {
  return (
    <section class="target" aria-label="Target of requests">
      <fieldset class="switch">
        <legend class="unseen">Requests go to</legend>
        <TargetOption name="mock" label="Mock" />
        <TargetOption name="real" label="Real services" />
      </fieldset>
      {isReal.value ? <RealKeys /> : <MockKey />}
    </section>
  );
}

const TargetOption = ({ label, name }: { readonly name: "mock" | "real"; readonly label: string }): JSX.Element => (
  <label class={target.value === name ? "is-on" : ""}>
    <input type="radio" name="target" checked={target.value === name} onChange={() => (target.value = name)} />
    {label}
  </label>
);

function MockKey(): JSX.Element {
  const [problem, setProblem] = useState<string>();
  const set = (text: string): void => {
    const value = text.trim() === "" ? "test" : text.trim();
    const found = problemOfKey(value);
    setProblem(found);
    if (found !== undefined) return;
    pickTenant(undefined);
    setMockKey(value);
  };
  return (
    <>
      <label class="key">
        Key
        <input
          value={mockKey.value}
          autocomplete="off"
          spellcheck={false}
          aria-describedby="mock-key-hint"
          aria-invalid={problem !== undefined}
          onChange={({ currentTarget }) => set(currentTarget.value)}
        />
      </label>
      <span id="mock-key-hint" class="unseen">
        Any will do; each has data of its own.
      </span>
      <span role="status" class="problem">
        {problem}
      </span>
      <TenantChoice />
      {isServedByMock.value ? <span class="target-about">Nothing leaves this machine.</span> : <MockAddresses />}
      <MockChip />
    </>
  );
}

function RealKeys(): JSX.Element {
  return (
    <>
      <p class="target-about" role="alert">
        <strong>Real services.</strong> What you send reaches real people.
      </p>
      {apiNames.map((api) => (
        <RealKey key={api} api={api} />
      ))}
    </>
  );
}

function RealKey({ api }: { readonly api: ApiName }): JSX.Element {
  const [text, setText] = useState("");
  const [isKept, setIsKept] = useState(false);
  const [problem, setProblem] = useState<string>();
  const stored = realKey(api);
  if (stored !== undefined) {
    return (
      <p class="key">
        {apiTitles[api]} key <span aria-label="is set, and not shown">••••••••</span>
        <small>{stored.isKept ? " kept in this browser" : " until this tab is closed"}</small>
        <button
          type="button"
          class="quiet"
          aria-label={`Forget the ${apiTitles[api]} key`}
          onClick={() => forgetKey(api)}
        >
          Forget
        </button>
      </p>
    );
  }
  const save = (event: Event): void => {
    event.preventDefault();
    const value = text.trim();
    const found = problemOfKey(value);
    setProblem(found);
    if (found !== undefined) return;
    storeKey(api, value, isKept);
    setText("");
  };
  return (
    <form class="key" onSubmit={save}>
      <label>
        {apiTitles[api]} key
        <input
          type="password"
          autocomplete="off"
          spellcheck={false}
          data-key-of={api}
          aria-invalid={problem !== undefined}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <label class="check">
        <input type="checkbox" checked={isKept} onChange={({ currentTarget }) => setIsKept(currentTarget.checked)} />
        Keep after the tab is closed
      </label>
      <button type="submit" class="quiet" aria-label={`Use the ${apiTitles[api]} key`}>
        Use
      </button>
      <span role="status" class="problem">
        {problem}
      </span>
    </form>
  );
}
