import type { JSX } from "preact";
import { useRef } from "preact/hooks";

import { operations } from "../spec/catalog.ts";
import { apiNames, apiTitles } from "../spec/operations.ts";

/** What can go wrong, by its name in the form. */
const kinds: Readonly<Record<string, object>> = {
  "400 Bad request": { status: 400 },
  "401 Unauthorized": { status: 401 },
  "404 Not found": { status: 404 },
  "409 Conflict": { status: 409 },
  "422 Not acceptable": { status: 422 },
  "429 Too many requests": { status: 429, retryAfter: 2 },
  "500 Server error": { status: 500 },
  "503 with an HTML page": { status: 503, html: true },
  "Carried out, answered with 500": { status: 500, processed: true },
  "Connection breaks before the answer": { reset: "before" },
  "Connection breaks within the answer": { reset: "body" },
  "Half of the JSON": { json: "truncated" },
  "No JSON at all": { json: "malformed" },
  "No answer, ever": { hang: true },
  "The cursor leads in a circle": { cursor: "loop" },
  "The cursor is no longer known": { cursor: "stale" },
  "Late by one to three seconds": { latency: [1_000, 3_000] },
};

/** A fault of one's own making. */
export function FaultForm({ add }: { readonly add: (fault: object) => Promise<void> }): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: Event): void => {
    event.preventDefault();
    const data = new FormData(form.current ?? undefined);
    const text = (name: string): string => {
      const value = data.get(name);
      return typeof value === "string" ? value : "";
    };
    const [api = "", operationId = "*"] = text("operation").split(" ");
    const times = Number(text("times"));
    void add({
      ...(api !== "both" && { api }),
      operationId,
      ...kinds[text("kind")],
      ...(times > 0 && { times }),
    });
  };
  return (
    <details class="more">
      <summary>Another fault</summary>
      <form ref={form} class="fault-form" onSubmit={submit}>
        <label>
          What happens
          <select name="kind">
            {Object.keys(kinds).map((kind) => (
              <option key={kind}>{kind}</option>
            ))}
          </select>
        </label>
        <label>
          Where
          <select name="operation">
            <option value="both *">Every operation of both</option>
            {apiNames.map((api) => (
              <optgroup key={api} label={apiTitles[api]}>
                <option value={`${api} *`}>Every operation of {apiTitles[api]}</option>
                {operations
                  .filter((operation) => operation.api === api)
                  .map(({ operationId }) => (
                    <option key={operationId} value={`${api} ${operationId}`}>
                      {operationId}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </label>
        <label>
          How often
          <select name="times">
            <option value="1">Once</option>
            <option value="2">Twice</option>
            <option value="5">Five times</option>
            <option value="0">Until it is taken back</option>
          </select>
        </label>
        <button type="submit">Switch on</button>
      </form>
    </details>
  );
}
