import { signal, type Signal } from "@preact/signals";

import { draftOf } from "../form/draft.ts";
import { addAttempt, attemptsOf, type Attempt } from "../response/attempts.ts";
import { prepare } from "../service/request.ts";
import { send } from "../service/send.ts";
import { addressOf, isReal, keyOf, target } from "../service/target.ts";
import type { Operation } from "../spec/operations.ts";
import { confirmSending } from "./confirm-sending.tsx";
import { rememberIds } from "./known-ids.ts";

/** How far an operation has come on the page. It outlasts a look at another one. */
export interface RequestState {
  /** From the first try on, what is wrong is shown while it is mended. */
  readonly isTried: Signal<boolean>;
  readonly running: Signal<AbortController | undefined>;
  /** The attempt whose response is shown: the latest, or one that was opened from the history. */
  readonly shown: Signal<Attempt | undefined>;
}

const states = new Map<Operation, RequestState>();

export function stateOf(operation: Operation): RequestState {
  const state = states.get(operation) ?? {
    isTried: signal(false),
    running: signal(undefined),
    shown: signal(attemptsOf(operation).peek()[0]),
  };
  states.set(operation, state);
  return state;
}

/** Sends what is entered, unless the key is missing or a person says no. */
export async function sendDraft(operation: Operation): Promise<void> {
  const { running, shown } = stateOf(operation);
  const { api } = operation;
  const values = draftOf(operation).values.peek();
  const request = prepare(operation, values, addressOf(api));
  const sentTo = target.value;
  if (keyOf(api) === undefined) {
    document.querySelector<HTMLElement>(`[data-key-of="${api}"]`)?.focus();
    return;
  }
  if (isReal.value && !(await confirmSending(api, request))) return;
  const controller = new AbortController();
  running.value = controller;
  const sentAt = Date.now();
  const outcome = await send(api, request, controller.signal);
  rememberIds(operation, outcome);
  running.value = undefined;
  shown.value = { outcome, target: sentTo, values, sentAt };
  addAttempt(operation, shown.value);
  requestAnimationFrame(() => document.querySelector(".response")?.scrollIntoView({ block: "nearest" }));
}
