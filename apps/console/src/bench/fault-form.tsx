import type { JSX } from "preact";

import { mockKey } from "../service/target.ts";
import { operations } from "../spec/catalog.ts";
import { apiNames, apiTitles } from "../spec/operations.ts";
import { Choice, choicesIn } from "./choice.tsx";

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
  "Processed, and the response is 500": { status: 500, processed: true },
  "Connection breaks before the response": { reset: "before" },
  "Processed, and the connection breaks before the response": { reset: "before", processed: true },
  "Connection breaks within the response": { reset: "body" },
  "Half of the JSON": { json: "truncated" },
  "No JSON at all": { json: "malformed" },
  "Byte by byte, 20 ms before each": { byteDelay: 20 },
  "No response, ever": { hang: true },
  "The cursor leads in a circle": { cursor: "loop" },
  "The cursor is no longer known": { cursor: "stale" },
  "Late by one to three seconds": { latency: [1_000, 3_000] },
};

const times: Readonly<Record<string, object>> = {
  Once: { times: 1 },
  Twice: { times: 2 },
  "Five times": { times: 5 },
  "Until it is taken back": {},
};

const parts: Readonly<Record<string, object>> = {
  "Each one": {},
  "Not the first": { after: 1 },
  "Not the first five": { after: 5 },
  "Every other one, by chance": { chance: 0.5 },
  "One in ten, by chance": { chance: 0.1 },
};

/** A fault of one's own making. */
export function FaultForm({ add }: { readonly add: (fault: object) => Promise<unknown> }): JSX.Element {
  const submit = (event: Event): void => {
    event.preventDefault();
    const chosen = choicesIn(event);
    const [api = "", operationId = "*"] = chosen("operation").split(" ");
    void add({
      ...(api !== "both" && { api }),
      operationId,
      ...kinds[chosen("kind")],
      ...times[chosen("times")],
      ...parts[chosen("part")],
      ...(chosen("key") === ofThisKey && { key: mockKey.value }),
    });
  };
  return (
    <details class="more">
      <summary>Another fault</summary>
      <form class="fault-form" onSubmit={submit}>
        <Choice label="What happens" name="kind" options={Object.keys(kinds)} />
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
        <Choice label="How often" name="times" options={Object.keys(times)} />
        <Choice label="To which requests" name="part" options={Object.keys(parts)} />
        <Choice label="Of whom" name="key" options={["Every key", ofThisKey]} />
        <button type="submit">Switch on</button>
      </form>
    </details>
  );
}

const ofThisKey = "The key above alone";
