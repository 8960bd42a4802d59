import { expect } from "vitest";

/** The reason of a promise that has to be broken. */
export const rejection = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );
