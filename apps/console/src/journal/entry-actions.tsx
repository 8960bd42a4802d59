import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { fillDraft } from "../form/draft.ts";
import { askMock, type RecordedRequest } from "../service/admin.ts";
import { journal } from "../service/mock-feed.ts";
import { reasonOf } from "../shell/error-reason.ts";
import { linkTo } from "../shell/router.ts";
import { curlOfEntry, typescriptOfEntry, vitestOfEntry, type EntryCall } from "./entry-code.ts";
import { linkToEntry } from "./request-row.tsx";

interface ActionsProps {
  readonly entry: RecordedRequest;
  /** The request as a call of our client, where it can be one. */
  readonly call: EntryCall | undefined;
}

/** What can be done with a request of the journal. */
export function EntryActions({ call, entry }: ActionsProps): JSX.Element {
  const [said, setSaid] = useState("");
  const copy = async (what: string, text: Promise<string> | string): Promise<void> => {
    setSaid(
      await Promise.resolve(text)
        .then((resolved) => navigator.clipboard.writeText(resolved))
        .then(
          () => `Copied as ${what}.`,
          (error: unknown) => `Not copied: ${reasonOf(error)}`,
        ),
    );
  };
  return (
    <div class="entry-actions">
      {call !== undefined && (
        <button type="button" onClick={() => openAsForm(call)}>
          Open as a form
        </button>
      )}
      <SendAgain entry={entry} say={setSaid} />
      <button type="button" onClick={() => void copy("curl", curlOfEntry(entry))}>
        Copy as curl
      </button>
      {call !== undefined && (
        <>
          <button type="button" onClick={() => void copy("TypeScript", typescriptOfEntry(entry, call))}>
            Copy as TypeScript
          </button>
          <button type="button" onClick={() => void copy("a vitest test", vitestOfEntry(entry, call))}>
            Copy as a vitest test
          </button>
        </>
      )}
      <p role="status">{said}</p>
    </div>
  );
}

function openAsForm({ operation, values }: EntryCall): void {
  fillDraft(operation, values);
  location.hash = linkTo("requests", operation.api, operation.operationId);
}

/** Goes to the request that comes of it, as soon as the journal has it. */
function SendAgain({ entry: { id }, say }: SendAgainProps): JSX.Element {
  const [after, setAfter] = useState<number>();
  const repeated =
    after === undefined ? undefined : journal.value.findLast((each) => each.repeats === id && each.id > after);
  useEffect(() => {
    if (repeated !== undefined) location.hash = linkToEntry(repeated.id);
  }, [repeated?.id]);
  const send = async (): Promise<void> => {
    setAfter(journal.peek().at(-1)?.id ?? 0);
    say(await askMock("POST", `/requests/${id}/repeat`).then(() => "Sent again.", reasonOf));
  };
  return (
    <button type="button" onClick={() => void send()}>
      Send again
    </button>
  );
}

interface SendAgainProps {
  readonly entry: RecordedRequest;
  readonly say: (text: string) => void;
}
