import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { askMock } from "../service/admin.ts";
import { whose } from "../service/target.ts";
import { reasonOf } from "../shell/error-reason.ts";
import { eventTypes } from "../spec/catalog.ts";

/** Lets an event of any type happen, with the data of the document's example. */
export function Samples(): JSX.Element {
  const [type, setType] = useState(eventTypes[0] ?? "");
  const [outcome, setOutcome] = useState<{ readonly text: string; readonly isProblem: boolean }>();
  const happen = async (event: Event): Promise<void> => {
    event.preventDefault();
    const failure = await askMock("POST", "/blooio/events", { type, ...whose.value }).then(() => undefined, reasonOf);
    setOutcome({ text: failure ?? `${type} has happened.`, isProblem: failure !== undefined });
  };
  return (
    <section class="card" aria-labelledby="samples-title">
      <h2 id="samples-title">Let an event happen</h2>
      <form class="subscribe" onSubmit={(event) => void happen(event)}>
        <label>
          Type of the event
          <select value={type} onChange={({ currentTarget }) => setType(currentTarget.value)}>
            {eventTypes.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <button type="submit">Let it happen</button>
      </form>
      <p role="status" class={outcome?.isProblem === true ? "problem" : "hint"}>
        {outcome?.text}
      </p>
    </section>
  );
}
