import { effect } from "@preact/signals";

import { revision } from "../service/mock-feed.ts";
import { isReal } from "../service/target.ts";
import { clients } from "./clients.ts";

/** How much longer than a read nothing is read: a mock that is under load has other things to do. */
const rest = 3;

/**
 * Runs `read` at once and after each change of the mock's data, one at a time.
 *
 * @param also further signals whose change asks for a read
 * @returns what ends it
 */
export function keepFresh(read: () => Promise<void>, also: () => void = () => undefined): () => void {
  let [isBusy, isStale, isOver] = [false, false, false];
  const run = async (): Promise<void> => {
    isStale = true;
    if (isBusy) return;
    isBusy = true;
    while (isStale && !isOver) {
      isStale = false;
      const startedAt = performance.now();
      await read();
      await new Promise((resolve) => setTimeout(resolve, rest * (performance.now() - startedAt)));
    }
    isBusy = false;
  };
  const end = effect(() => {
    void [revision.value, clients.value];
    also();
    if (!isReal.value) void run();
  });
  return () => {
    isOver = true;
    end();
  };
}
