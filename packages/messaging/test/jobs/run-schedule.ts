import { vi } from "vitest";

import { deliverOnce, type Outcome } from "../../src/jobs/index.ts";
import { blooioOf, blotatoOf, conversationOf } from "../samples.ts";
import { settle } from "../virtual-time.ts";
import { listedWithin, text, type Fate, type ProcessView, type Step, type Surroundings } from "./surroundings.ts";

/** Runs the job once, in a process of its own. */
export type RunJob = (view: ProcessView) => Promise<Outcome>;

const conversation = conversationOf();
const deadline = 10_000;

const limits = { retries: 1 };

export const jobs: {
  readonly blotato: RunJob;
  readonly patient: RunJob;
  readonly blooio: RunJob;
} = {
  blotato: ({ fetch, store }) => {
    const blotato = blotatoOf({ fetch }, limits);
    const job = { id: "order-4711", store, blotato, conversation, text, deadline, listedWithin };
    return deliverOnce(job, (options) => blotato.messages.reply(conversation, text, options));
  },
  // Without a time within which messages are listed, a person decides.
  patient: ({ fetch, store }) => {
    const blotato = blotatoOf({ fetch }, limits);
    const job = { id: "order-4711", store, blotato, conversation, text, deadline };
    return deliverOnce(job, (options) => blotato.messages.reply(conversation, text, options));
  },
  blooio: ({ fetch }) => {
    const blooio = blooioOf({ fetch }, { ...limits, deadline });
    return deliverOnce({ id: "order-4711" }, (options) => blooio.messages.send({ to: "+15555550101", text }, options));
  },
};

/** How a process came to its end. */
type Ending = Outcome | "crashed" | "threw";

/** A process that runs the job, and the steps at which it waits. */
interface Process {
  readonly pending: Step[];
  ending: Ending | undefined;
}

/** Decides how a schedule goes on. */
export interface Schedule {
  /** What becomes of a step. */
  readonly fateOf: (step: Step) => Fate;
  /** Which of several steps is next, from 0 to 1. */
  readonly pick: () => number;
  /** Milliseconds that pass before a step. */
  readonly pause: () => number;
  /** Whether another process takes the job while one has it. */
  readonly isDoubled: () => boolean;
}

/** How many processes may take a job before a schedule is taken for endless. */
const mostProcesses = 200;

/**
 * Runs a job as a queue does: again after each crash and error, and whenever its outcome says so, until it says otherwise.
 *
 * @returns the last outcome
 */
export async function runSchedule(surroundings: Surroundings, run: RunJob, schedule: Schedule): Promise<Outcome> {
  const processes: Process[] = [];
  const start = (): void => {
    const process: Process = { pending: [], ending: undefined };
    const view = surroundings.processOf(
      (step) => process.pending.push(step),
      () => {
        process.ending = "crashed";
      },
    );
    processes.push(process);
    run(view).then(
      (outcome) => {
        process.ending = outcome;
      },
      () => {
        process.ending = "threw";
      },
    );
  };
  for (let waits = 0; processes.length < mostProcesses && waits < 10_000; waits += 1) {
    await settle();
    const active = processes.filter(({ ending }) => ending === undefined);
    const last = processes.at(-1)?.ending;
    if (active.length === 0) {
      if (typeof last === "object" && last.retryAfter === undefined) return last;
      await vi.advanceTimersByTimeAsync(typeof last === "object" ? (last.retryAfter ?? 0) : 0);
      start();
      continue;
    }
    if (active.length === 1 && schedule.isDoubled()) {
      start();
      continue;
    }
    await vi.advanceTimersByTimeAsync(schedule.pause());
    const steps = active.flatMap(({ ending, pending }) => (ending === undefined ? pending : []));
    const step = steps[Math.floor(schedule.pick() * steps.length)];
    // All of them wait for the time.
    if (step === undefined) {
      if (vi.getTimerCount() > 0) await vi.advanceTimersToNextTimerAsync();
      continue;
    }
    for (const { pending } of active) if (pending.includes(step)) pending.splice(pending.indexOf(step), 1);
    step.decide(schedule.fateOf(step));
  }
  throw new Error("the schedule has no end");
}
