import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import { faultsInForce, followFaults } from "../service/faults-in-force.ts";
import { clockAhead, feedProblem, mockState } from "../service/mock-feed.ts";
import { offsetWords } from "./offset-words.ts";
import { linkTo } from "./router.ts";
import { Status } from "./status.tsx";

/** What is not as usual with the mock, on every view: a response that surprises may have its reason here. */
export function MockChip(): JSX.Element {
  useEffect(followFaults, []);
  const { scenario } = mockState.value ?? {};
  const count = faultsInForce.value.length;
  const offset = offsetWords(clockAhead.value);
  const parts = [
    ...(count > 0 ? [count === 1 ? "1 fault" : `${count} faults`] : []),
    ...(offset === undefined ? [] : [`clock ${offset}`]),
    ...(typeof scenario === "string" ? [scenario] : []),
  ];
  const [text, tone] =
    feedProblem.value !== undefined
      ? (["No mock", "bad"] as const)
      : mockState.value === undefined
        ? (["Looking for the mock", "waiting"] as const)
        : parts.length === 0
          ? (["No faults", "good"] as const)
          : ([parts.join(" · "), "warn"] as const);
  return (
    <a class="chip" href={linkTo("bench")}>
      <span class="unseen">The mock: </span>
      <Status of={text} tone={tone} />
    </a>
  );
}
