import type { JSX } from "preact";

import { feedProblem } from "../service/mock-feed.ts";
import { isReal } from "../service/target.ts";
import { OnlyMock } from "../shell/only-mock.tsx";
import { ClockBar } from "./clock-bar.tsx";
import { FaultList } from "./fault-list.tsx";
import { ScenarioChoice } from "./scenario-choice.tsx";

/** What can be done to the mock. */
export function BenchPage(): JSX.Element {
  if (isReal.value) return <OnlyMock title="Faults and the clock belong to the mock" />;
  return (
    <div class="bench">
      <header class="start-head">
        <h1>Faults and clock</h1>
        <ClockBar />
      </header>
      {feedProblem.value !== undefined && <p class="problem">{feedProblem.value}</p>}
      <div class="bench-columns is-wide-first">
        <FaultList />
        <ScenarioChoice />
      </div>
    </div>
  );
}
