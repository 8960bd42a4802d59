import type { Outcome } from "@switchboard/messaging/jobs";

import type { Job } from "../programs/deliver.ts";

export interface Verdict {
  readonly sent: number;
  readonly putAside: number;
  readonly unsure: number;
  /** What must be empty. */
  readonly wrong: {
    readonly twice: string[];
    readonly lost: string[];
    readonly sentAndPutAside: string[];
    readonly missing: string[];
  };
}

/** Compares what became of jobs, by their own account, with what the services have. */
export function verdictOf(
  jobs: readonly Job[],
  outcomes: ReadonlyMap<string, Outcome>,
  sentTexts: ReadonlyMap<string, number>,
): Verdict {
  const wrong: Verdict["wrong"] = { twice: [], lost: [], sentAndPutAside: [], missing: [] };
  const counts = { sent: 0, notSent: 0, unsure: 0 };
  for (const { id, text } of jobs) {
    const outcome = outcomes.get(id);
    const times = sentTexts.get(text) ?? 0;
    if (times > 1) wrong.twice.push(text);
    if (outcome === undefined) {
      wrong.missing.push(id);
      continue;
    }
    counts[outcome.state] += 1;
    if (outcome.state === "sent" && times === 0) wrong.lost.push(text);
    if (outcome.state === "notSent" && times > 0) wrong.sentAndPutAside.push(text);
  }
  return { sent: counts.sent, putAside: counts.notSent, unsure: counts.unsure, wrong };
}

export const nothingWrong: Verdict["wrong"] = { twice: [], lost: [], sentAndPutAside: [], missing: [] };
