import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { askMock } from "../service/admin.ts";
import { mockNow } from "../service/mock-feed.ts";
import { useMockChange } from "./mock-change.ts";

const steps = [
  ["1m", "1 minute"],
  ["1h", "1 hour"],
  ["25h", "25 hours"],
] as const;

/** The mock's time, and how to move it: deliveries, windows and old age are a matter of time. */
export function ClockBar(): JSX.Element {
  const { change, problem } = useMockChange();
  const now = useMockTime();
  return (
    <section class="clock" aria-label="Clock of the mock">
      <span>
        Mock time{" "}
        <time dateTime={now}>{now === undefined ? "unknown" : `${now.slice(0, 10)} ${now.slice(11, 19)} UTC`}</time>
      </span>
      {steps.map(([duration, label]) => (
        <button
          key={duration}
          type="button"
          class="quiet"
          onClick={() => void change(askMock("POST", "/clock", { advance: duration }))}
        >
          + {label}
        </button>
      ))}
      <span role="status" class="problem">
        {problem}
      </span>
    </section>
  );
}

/** The mock's time as text, second by second. */
function useMockTime(): string | undefined {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  const now = mockNow();
  return now === undefined ? undefined : new Date(now).toISOString();
}
