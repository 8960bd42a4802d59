import { computed } from "@preact/signals";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { feedProblem, journal, mockState } from "../service/mock-feed.ts";
import { isReal } from "../service/target.ts";
import { OnlyMock } from "../shell/only-mock.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { RequestDetails, UnknownRequest } from "./request-details.tsx";
import { RequestList } from "./request-list.tsx";

/** What the mock recorded: the requests of all clients, and beside them the one that is opened. */
export function JournalPage({ parts: [opened] }: { readonly parts: readonly string[] }): JSX.Element {
  if (isReal.value) return <OnlyMock title="The journal belongs to the mock" />;
  return (
    <div class={opened === undefined ? "journal" : "journal has-opened"}>
      <div class="journal-all">
        <h1>Journal</h1>
        {feedProblem.value !== undefined && <p class="problem">{feedProblem.value}</p>}
        <FilterBar />
        <RequestList opened={opened === undefined ? undefined : Number(opened)} />
      </div>
      {opened !== undefined && <Opened key={opened} id={opened} />}
    </div>
  );
}

/** Stays as it is while others come: what is open is read. */
function Opened({ id }: { readonly id: string }): JSX.Element | null {
  const entry = useMemo(() => computed(() => journal.value.find((each) => String(each.id) === id)), [id]).value;
  if (entry !== undefined) return <RequestDetails entry={entry} />;
  return mockState.value === undefined ? null : <UnknownRequest id={id} />;
}
