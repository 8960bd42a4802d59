import { expect, test, vi } from "vitest";

import type { Outcome } from "../../src/jobs/index.ts";
import { runs } from "@switchboard/task-inputs/campaign-runs";
import { randomOf } from "../transport/faulty-service.ts";
import { useVirtualTime } from "../virtual-time.ts";
import { jobs, runSchedule, type Schedule } from "./run-schedule.ts";
import { fates, Surroundings, type Fate } from "./surroundings.ts";

useVirtualTime();

/** Half of the steps go well; in between some time passes, and often a second process takes the job too. */
function randomSchedule(random: () => number): Schedule {
  const oneOf = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  return {
    fateOf: () => (random() < 0.5 ? "goesWell" : oneOf(fates)),
    pick: random,
    pause: () => (random() < 0.8 ? random() * 100 : random() * 45_000),
    isDoubled: () => random() < 0.3,
  };
}

test.each(["blotato", "patient", "blooio"] as const)(
  "random schedules of crashes and failures send no job twice, and lose none without saying so (%s)",
  async (name) => {
    const count = runs(1_000);
    const tally: Record<Outcome["state"], number> = { sent: 0, notSent: 0, unsure: 0 };
    const wrong: string[] = [];
    for (let seed = 1; seed <= count; seed += 1) {
      const random = randomOf(seed);
      vi.spyOn(Math, "random").mockImplementation(random);
      const surroundings = new Surroundings(random);
      const outcome = await runSchedule(surroundings, jobs[name], randomSchedule(random));
      // What is still under way arrives.
      await vi.advanceTimersByTimeAsync(200_000);
      tally[outcome.state] += 1;
      const { sent } = surroundings;
      const isRight = outcome.state === "unsure" ? sent <= 1 : sent === (outcome.state === "sent" ? 1 : 0);
      if (!isRight) wrong.push(`seed ${seed}: ${outcome.state}, and ${sent} were sent`);
    }
    console.log(`${name}: ${count} schedules, ${JSON.stringify(tally)}, ${wrong.length} wrong`);
    expect(wrong).toEqual([]);
    expect(tally.sent).toBeGreaterThan(count / 10);
    // Only where nobody knows when messages are listed.
    expect(tally.unsure > 0).toBe(name === "patient");
  },
);

const crashes: readonly Fate[] = ["before", "during", "after"];

/** The steps of runs that go well, after how they came to it. */
const paths = [
  { title: "sends", name: "blotato", prefix: [], steps: 4 },
  { title: "finds what was sent before a crash", name: "blotato", prefix: ["goesWell", "goesWell", "after"], steps: 3 },
  { title: "finds nothing after a crash", name: "blotato", prefix: ["goesWell", "goesWell", "before"], steps: 6 },
  { title: "sends with a key", name: "blooio", prefix: [], steps: 1 },
] as const;

const points = paths.flatMap(({ name, prefix, steps, title }) =>
  Array.from({ length: steps }, (_, step) => step).flatMap((step) =>
    crashes.map((crash) => ({ title, name, prefix, step, crash })),
  ),
);

test.each(points)(
  "a run that $title, and whose process ends $crash its step $step, is sent once in the end",
  async ({ crash, name, prefix, step }) => {
    const script: Fate[] = [...prefix, ...Array<Fate>(step).fill("goesWell"), crash];
    const surroundings = new Surroundings(() => 0.9);
    const outcome = await runSchedule(surroundings, jobs[name], {
      fateOf: () => script.shift() ?? "goesWell",
      pick: () => 0,
      pause: () => 1,
      isDoubled: () => false,
    });
    await vi.advanceTimersByTimeAsync(200_000);
    expect({ left: script, state: outcome.state, sent: surroundings.sent }).toEqual({
      left: [],
      state: "sent",
      sent: 1,
    });
  },
);
