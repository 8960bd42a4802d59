import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { forgetMockIds } from "../service/seen-ids.ts";
import { askMock, type MockState, type Scenario } from "../service/admin.ts";
import { mockState, tenants } from "../service/mock-feed.ts";
import { countOf } from "../shell/count-of.ts";
import { useMockChange } from "./mock-change.ts";

/** Sets the mock back, with a scenario or without. To choose one changes nothing: arrow keys pass each on their way. */
export function ScenarioChoice(): JSX.Element {
  const [scenarios, setScenarios] = useState<readonly Scenario[]>([]);
  const [chosen, setChosen] = useState<string>();
  const { change, problem } = useMockChange();
  const current = mockState.value?.scenario ?? "";
  const shown = chosen ?? current;
  // Other data have other ids.
  const beginAnew = (method: string, path: string, body: object): Promise<boolean> =>
    change(askMock(method, path, body).finally(forgetMockIds));
  const reset = async (): Promise<void> => {
    if (await beginAnew("POST", "/reset", {})) setChosen(undefined);
  };
  // What was applied stays chosen until the mock tells that it is in force.
  useEffect(() => setChosen(undefined), [current]);
  useEffect(() => {
    askMock<{ items: readonly Scenario[] }>("GET", "/scenarios").then(
      ({ items }) => setScenarios(items),
      // The feed of the mock says why it cannot be reached.
      () => undefined,
    );
  }, [mockState.value === undefined]);
  const apply = (event: Event): void => {
    event.preventDefault();
    void beginAnew("PUT", "/scenario", { name: shown === "" ? null : shown });
  };
  return (
    <section class="card" aria-labelledby="scenario-title">
      <h2 id="scenario-title">Begin anew</h2>
      <p class="hint" id="scenario-loss">
        {lossOf(mockState.value)}
      </p>
      <form class="scenario" onSubmit={apply}>
        <label>
          Scenario{" "}
          <select value={shown} onChange={({ currentTarget: { value } }) => setChosen(value)}>
            <option value="">none</option>
            {scenarios.map(({ name }) => (
              <option key={name} value={name}>
                {name === current ? `${name} (in force)` : name}
              </option>
            ))}
          </select>
        </label>
        <p class="hint">{scenarios.find(({ name }) => name === shown)?.description}</p>
        <button type="submit" aria-describedby="scenario-loss">
          Apply the scenario
        </button>
        <button type="button" aria-describedby="scenario-loss" onClick={() => void reset()}>
          Reset everything
        </button>
      </form>
      <p role="status" class="problem">
        {problem}
      </p>
    </section>
  );
}

/** What is gone once a scenario is applied or everything is reset. */
function lossOf(state: MockState | undefined): string {
  const parts = [
    countOf(tenants.value.length, "tenant"),
    countOf(state?.faults ?? 0, "fault"),
    countOf(state?.requests ?? 0, "request"),
  ];
  return `Both buttons delete what the mock holds now: ${parts.join(", ")} in the journal, and what was sent to it.`;
}
