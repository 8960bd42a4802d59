import { useState } from "preact/hooks";

import { reasonOf } from "../shell/error-reason.ts";

/**
 * Waits for a change of the mock. What comes of it is told by the mock, as of any change.
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
    return failure === undefined;
  };
  return { change, problem };
}
