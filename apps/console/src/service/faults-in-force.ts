import { computed, effect, signal } from "@preact/signals";

import { askMock, type ActiveFault } from "./admin.ts";
import { changesOf, instance } from "./mock-feed.ts";

/** All faults of the mock, also those that have hit as often as they were to. */
export const faults = signal<readonly ActiveFault[]>([]);

/** Those that can still hit. */
export const faultsInForce = computed(() =>
  faults.value.filter(({ hits, times }) => times === undefined || hits < times),
);

/** Keeps them as the mock has them, while somebody watches it. */
export function followFaults(): () => void {
  return effect(() => {
    void changesOf.faults.value;
    if (instance.value === undefined) return;
    void askMock<{ items: readonly ActiveFault[] }>("GET", "/faults").then(
      ({ items }) => (faults.value = items),
      // The watch on the mock says why it cannot be reached.
      () => undefined,
    );
  });
}
