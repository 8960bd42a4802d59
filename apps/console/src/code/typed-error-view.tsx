import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { Values } from "../service/request.ts";
import type { Outcome } from "../service/send.ts";
import type { Operation } from "../spec/operations.ts";
import type { TypedError } from "./typed-error.ts";

interface Props {
  readonly operation: Operation;
  readonly values: Values;
  readonly outcome: Outcome;
}

/** What code that uses our client gets for an answer that is a failure. */
export function TypedErrorView({ operation, outcome, values }: Props): JSX.Element | null {
  const [error, setError] = useState<TypedError>();
  useEffect(() => {
    let isCurrent = true;
    // Most people never see an error: our client is loaded with the first.
    void import("./typed-error.ts")
      .then(({ typedErrorOf }) => typedErrorOf(operation, values, outcome))
      .then((found) => {
        if (isCurrent) setError(found);
      });
    return () => {
      isCurrent = false;
    };
  }, [outcome]);
  if (error === undefined) return null;
  return (
    <section class="typed-error" aria-label="What your code gets">
      <h3>What your code gets</h3>
      <p>
        <code>{error.name}</code>: {error.message}
      </p>
      <dl class="headers">
        {error.facts.map(([name, value]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
