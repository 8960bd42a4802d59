import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Entered } from "../form/draft.ts";
import { reasonOf } from "../shell/error-reason.ts";
import type { Operation } from "../spec/operations.ts";
import { linkToForm } from "./filled-link.ts";

interface Props {
  readonly operation: Operation;
  readonly entered: Entered;
}

/** Copies the address of the form with all that is entered, for somebody else or for later. */
export function CopyLink({ entered, operation }: Props): JSX.Element {
  const [said, setSaid] = useState<{ readonly of: Entered["values"]; readonly text: string }>();
  const copy = async (): Promise<void> => {
    const text = await writeLink(operation, entered).then(() => "Link copied: it fills this form", reasonOf);
    setSaid({ of: entered.values, text });
  };
  return (
    <>
      <button type="button" class="quiet" onClick={() => void copy()}>
        Copy link
      </button>
      {/* What is entered since is in no link yet. */}
      <span role="status" class="hint">
        {said?.of === entered.values && said.text}
      </span>
    </>
  );
}

const writeLink = async (operation: Operation, entered: Entered): Promise<void> =>
  navigator.clipboard.writeText(linkToForm(operation, entered));
