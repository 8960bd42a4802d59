import type { Locator } from "playwright-core";
import { expect } from "vitest";

declare module "vitest" {
  // The name and the parameters are those of the interface that is added to.
  interface Matchers<R, T> {
    /** Waits until what a locator finds is shown. */
    toBeSeen: () => Promise<T>;
  }
}

expect.extend({
  async toBeSeen(locator: Locator) {
    const problem = await locator
      .first()
      .waitFor()
      .then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
    return { pass: problem === undefined, message: () => problem ?? `${String(locator)} is shown` };
  },
});
