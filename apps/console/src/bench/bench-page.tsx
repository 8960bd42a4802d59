import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { forgetIds } from "../request/known-ids.ts";
import { askMock, type Scenario } from "../service/admin.ts";
import { feedProblem, look, mockState, useMockFeed } from "../service/mock-feed.ts";
import { isReal } from "../service/target.ts";
import { reasonOf } from "../shell/error-reason.ts";
import { OnlyMock } from "../shell/only-mock.tsx";
import { ClockBar } from "./clock-bar.tsx";
import { FaultList } from "./fault-list.tsx";
import { JournalView } from "./journal-view.tsx";

/** What can be done to the mock, and what it was asked. */
export function BenchPage(): JSX.Element {
  useMockFeed();
  if (isReal.value) return <OnlyMock title="Faults and journal belong to the mock" />;
  return (
    <div class="bench">
      <h1>Faults and journal</h1>
      <ClockBar />
      {feedProblem.value !== undefined && <p class="problem">{feedProblem.value}</p>}
      <div class="bench-columns">
        <div>
          <FaultList />
          <ScenarioChoice />
        </div>
        <JournalView />
      </div>
    </div>
  );
}

function ScenarioChoice(): JSX.Element {
  const [scenarios, setScenarios] = useState<readonly Scenario[]>([]);
  const [problem, setProblem] = useState<string>();
  const current = mockState.value?.scenario ?? undefined;
  const change = async (action: Promise<unknown>): Promise<void> => {
    const failure = await action.then(() => undefined, reasonOf);
    setProblem(failure);
    // Other data have other ids.
    forgetIds();
    await look();
  };
  useEffect(() => {
    askMock<{ items: readonly Scenario[] }>("GET", "/scenarios").then(
      ({ items }) => setScenarios(items),
      // The watch on the mock tells why it cannot be asked.
      () => undefined,
    );
  }, [mockState.value === undefined]);
  return (
    <section class="card" aria-labelledby="scenario-title">
      <h2 id="scenario-title">Begin anew</h2>
      <p class="hint">Both forget everything that was sent, and every fault.</p>
      <label>
        Scenario{" "}
        <select
          value={current ?? ""}
          onChange={({ currentTarget: { value } }) =>
            void change(askMock("PUT", "/scenario", { name: value === "" ? null : value }))
          }
        >
          <option value="">none</option>
          {scenarios.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <p class="hint">{scenarios.find(({ name }) => name === current)?.description}</p>
      <button type="button" onClick={() => void change(askMock("POST", "/reset", {}))}>
        Reset everything
      </button>
      <p role="status" class="problem">
        {problem}
      </p>
    </section>
  );
}
