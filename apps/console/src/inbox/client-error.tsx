import { SwitchboardError } from "@switchboard/messaging";
import type { JSX } from "preact";

import { factsOf } from "../code/error-facts.ts";
import { ErrorView } from "../code/error-view.tsx";
import { reasonOf } from "../shell/error-reason.ts";

/** What went wrong; where the client threw it, what a program would get. The place is there before, so that it is read out. */
export const ClientError = ({ error }: { readonly error: unknown }): JSX.Element => (
  <div role="status" class="problem client-error">
    {error instanceof SwitchboardError ? (
      <ErrorView error={factsOf(error)} />
    ) : (
      error !== undefined && <p>{reasonOf(error)}</p>
    )}
  </div>
);
