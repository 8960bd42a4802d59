import type { JSX } from "preact";

import type { TypedError } from "./error-facts.ts";

/** An error as a program gets it. */
export const ErrorView = ({ error: { facts, message, name } }: { readonly error: TypedError }): JSX.Element => (
  <section class="typed-error" aria-label="What your code gets">
    <h3>What your code gets</h3>
    <p>
      <code>{name}</code>: {message}
    </p>
    <dl class="headers">
      {facts.map(([fact, value]) => (
        <div key={fact}>
          <dt>
            <code>{fact}</code>
          </dt>
          <dd>
            <code>{value}</code>
          </dd>
        </div>
      ))}
    </dl>
  </section>
);
