import { SwitchboardError } from "@switchboard/messaging";
import type { JSX } from "preact";

import { reasonOf } from "../shell/error-reason.ts";

const shown = ["kind", "status", "code", "retryable", "retryAfter", "maybeSent"];

/** What went wrong; where the client threw it, what a program would get. The place is there before, so that it is read out. */
export function ClientError({ error }: { readonly error: unknown }): JSX.Element {
  const facts =
    error instanceof SwitchboardError
      ? shown.flatMap((name) => {
          const value = (error as unknown as Readonly<Record<string, unknown>>)[name];
          return value === undefined ? [] : [`${name}: ${JSON.stringify(value)}`];
        })
      : [];
  return (
    <div role="status" class="problem client-error">
      {error !== undefined && (
        <>
          {facts.length > 0 && <code>{(error as Error).name}</code>} {reasonOf(error)}
          {facts.length > 0 && <p class="code">{facts.join(" · ")}</p>}
        </>
      )}
    </div>
  );
}
