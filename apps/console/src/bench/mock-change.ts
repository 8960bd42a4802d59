import { useState } from "preact/hooks";

import { look } from "../service/mock-feed.ts";
import { reasonOf } from "../shell/error-reason.ts";

/**
 * Waits for a change of the mock, and reads the mock's state at once.
 *
 * @returns whether it was made
 */
export type ChangeMock = (request: Promise<unknown>) => Promise<boolean>;

/** What a person changes in the mock from one place of the page, and why the latest change was not made. */
export function useMockChange(): { readonly change: ChangeMock; readonly problem: string | undefined } {
  const [problem, setProblem] = useState<string>();
  const change = async (request: Promise<unknown>): Promise<boolean> => {
    const failure = await request.then(() => undefined, reasonOf);
    setProblem(failure);
    await look();
    return failure === undefined;
  };
  return { change, problem };
}
