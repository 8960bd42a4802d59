import { signal, type Signal } from "@preact/signals";

import { keepWork, keptWork } from "../service/kept-work.ts";
import type { Values } from "../service/request.ts";
import type { Outcome } from "../service/send.ts";
import { operations } from "../spec/catalog.ts";
import type { Operation } from "../spec/operations.ts";

/** A request that was sent, and what came of it. */
export interface Attempt {
  readonly outcome: Outcome;
  /** What was sent. */
  readonly values: Values;
  /** Where it went. */
  readonly target: "mock" | "real";
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}

/** How many attempts of an operation are kept. */
const most = 10;

/** How many characters of an attempt are kept over a reload. */
const mostCharacters = 150_000;

const lists = new Map<string, Signal<readonly Attempt[]>>();

const nameOf = ({ api, operationId }: Operation): string => `attempts ${api} ${operationId}`;

/** The latest attempts of an operation, the newest first. */
export function attemptsOf(operation: Operation): Signal<readonly Attempt[]> {
  const name = nameOf(operation);
  const list = lists.get(name) ?? signal(((keptWork(name) ?? []) as readonly Attempt[]).map(restored));
  lists.set(name, list);
  return list;
}

/** The latest attempts of all operations, the newest first. */
export const latestAttempts = (count: number): readonly { operation: Operation; attempt: Attempt }[] =>
  operations
    .flatMap((operation) => attemptsOf(operation).value.map((attempt) => ({ operation, attempt })))
    .toSorted((a, b) => b.attempt.sentAt - a.attempt.sentAt)
    .slice(0, count);

export function addAttempt(operation: Operation, attempt: Attempt): void {
  const list = attemptsOf(operation);
  list.value = [attempt, ...list.value].slice(0, most);
  keepWork(
    nameOf(operation),
    list.value.map(toKeep).filter((each) => JSON.stringify(each).length <= mostCharacters),
  );
}

/** Without what is there twice, and of a body that is too large without the body. */
function toKeep(attempt: Attempt): Attempt {
  const { outcome, target } = attempt;
  if (outcome.kind === "none") return attempt;
  const { json, text } = outcome;
  if (text.length > mostCharacters / 2) {
    return { ...attempt, outcome: { ...outcome, json: undefined, text: "", isForgotten: true } };
  }
  if (json === undefined) return attempt;
  return { ...attempt, outcome: { ...outcome, json: target === "real" ? withoutSecrets(json) : json, text: "" } };
}

function restored(attempt: Attempt): Attempt {
  const { outcome } = attempt;
  if (outcome.kind === "none" || outcome.json === undefined) return attempt;
  return { ...attempt, outcome: { ...outcome, text: JSON.stringify(outcome.json) } };
}

/** The secret of a real webhook, for instance, is shown once and kept nowhere. */
const withoutSecrets = (json: unknown): unknown =>
  JSON.parse(
    JSON.stringify(json, (name, value: unknown) =>
      /secret|password|token/i.test(name) && typeof value === "string" ? "••••••" : value,
    ),
  ) as unknown;
