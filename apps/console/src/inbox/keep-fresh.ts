import { effect, signal } from "@preact/signals";

import { revision } from "../service/mock-feed.ts";
import { isReal } from "../service/target.ts";
import { clients } from "./clients.ts";

/** Counts what the inbox itself has changed, which it shows at once. */
const ownChanges = signal(0);

export function noteOwnChange(): void {
  ownChanges.value += 1;
}

/** How much longer than a read nothing is read because of changes: a mock that is under load has other things to do. */
const rest = 3;

/**
 * Runs `read` at once and after each change of the mock's data, one at a time.
 *
 * @param wanted reads the signals with which a person says what to read; a change of them waits for nothing
 * @returns what ends it
 */
export function keepFresh(read: () => Promise<void>, wanted: () => void = () => undefined): () => void {
  const over = new AbortController();
  let [isBusy, isStale] = [false, false];
  let wake: () => void = () => undefined;
  const run = async (): Promise<void> => {
    isStale = true;
    if (isBusy) return;
    isBusy = true;
    // What changes at one time is read once, as all does at the beginning.
    await Promise.resolve();
    while (isStale && !over.signal.aborted) {
      isStale = false;
      const startedAt = performance.now();
      await read();
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, rest * (performance.now() - startedAt));
      });
    }
    isBusy = false;
  };
  const ends = [
    effect(() => {
      void revision.value;
      if (!isReal.value) void run();
    }),
    effect(() => {
      void [clients.value, ownChanges.value];
      wanted();
      if (isReal.value) return;
      void run();
      wake();
    }),
  ];
  return () => {
    over.abort();
    for (const end of ends) end();
  };
}
