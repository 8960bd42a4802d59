import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { mockAddresses, setMockAddresses } from "../service/target.ts";
import { apiNames, apiTitles } from "../spec/operations.ts";

/** Where the mock is: known when the mock serves the page, and to be set when a static host does. */
export function MockAddresses(): JSX.Element {
  const [problem, setProblem] = useState<string>();
  const set = (name: string, text: string): void => {
    if (!isOnThisMachine(text)) {
      setProblem("Expected an address on this machine, such as http://127.0.0.1:4010");
      return;
    }
    setProblem(undefined);
    setMockAddresses({ ...mockAddresses.value, [name]: text });
  };
  return (
    <details class="addresses">
      <summary>Where the mock is</summary>
      <p>
        Start it with <code>npx --yes pnpm@12 mock</code>. It prints these addresses.
      </p>
      {apiNames.map((api) => (
        <label key={api} class="key">
          {apiTitles[api]}
          <input
            value={mockAddresses.value[api]}
            autocomplete="off"
            spellcheck={false}
            onChange={({ currentTarget }) => set(api, currentTarget.value.trim())}
          />
        </label>
      ))}
      <p role="status" class="problem">
        {problem}
      </p>
    </details>
  );
}

/** An address to which a path can be appended, and that a browser can open. */
function isOnThisMachine(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !["127.0.0.1", "localhost"].includes(url.hostname)) return false;
  return url.protocol === "http:" && url.username === "" && url.password === "" && url.search === "" && url.hash === "";
}
