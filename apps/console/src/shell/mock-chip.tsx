import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import { faultsInForce, followFaults } from "../service/faults-in-force.ts";
import { clockAhead, feedProblem, mockState } from "../service/mock-feed.ts";
import { countOf } from "./count-of.ts";
import { offsetWords } from "./offset-words.ts";
import { linkTo } from "./router.ts";
import { Status, type Tone } from "./status.tsx";

/** What is not as usual with the mock, on every view: a response that surprises may have its reason here. */
export function MockChip(): JSX.Element {
  useEffect(followFaults, []);
  const [text, tone] = conditionOfMock();
  return (
    <a class="chip" href={linkTo("bench")}>
      <span class="unseen">The mock: </span>
      <Status of={text} tone={tone} />
    </a>
  );
}

function conditionOfMock(): readonly [text: string, tone: Tone] {
  if (feedProblem.value !== undefined) return ["No mock", "bad"];
  if (mockState.value === undefined) return ["Looking for the mock", "waiting"];
  const { scenario } = mockState.value;
  const faults = faultsInForce.value.length;
  const offset = offsetWords(clockAhead.value);
  const unusual = [
    ...(faults === 0 ? [] : [countOf(faults, "fault")]),
    ...(offset === undefined ? [] : [`clock ${offset}`]),
    ...(scenario === null ? [] : [scenario]),
  ];
  return unusual.length === 0 ? ["No faults", "good"] : [unusual.join(" · "), "warn"];
}
