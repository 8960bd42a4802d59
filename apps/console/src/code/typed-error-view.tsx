import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { Values } from "../service/request.ts";
import type { Operation } from "../spec/operations.ts";
import type { TypedError } from "./error-facts.ts";
import { ErrorView } from "./error-view.tsx";
import type { GivenResponse } from "./typed-error.ts";

interface Props {
  readonly operation: Operation;
  readonly values: Values;
  readonly outcome: GivenResponse;
}

/** Our client is apart from the page, and is there before its first error: the mock that serves both may have ended by then. */
export async function loadTypedErrors(): Promise<typeof import("./typed-error.ts") | undefined> {
  // Without it the response is shown all the same.
  return import("./typed-error.ts").catch(() => undefined);
}

/** What code that uses our client gets, where it throws. The client itself says so: a 2xx may be a failure for it as well. */
export function TypedErrorView({ operation, outcome, values }: Props): JSX.Element | null {
  const [error, setError] = useState<TypedError>();
  useEffect(() => {
    let isCurrent = true;
    setError(undefined);
    void loadTypedErrors()
      .then((loaded) => loaded?.typedErrorOf(operation, values, outcome))
      .then((found) => {
        if (isCurrent) setError(found);
      });
    return () => {
      isCurrent = false;
    };
  }, [outcome]);
  return error === undefined ? null : <ErrorView error={error} />;
}
