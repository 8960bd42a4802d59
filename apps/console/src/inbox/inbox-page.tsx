import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import { ClockBar } from "../bench/clock-bar.tsx";
import { feedProblem } from "../service/mock-feed.ts";
import { isReal } from "../service/target.ts";
import { tenantProblem } from "../service/tenant.ts";
import { OnlyMock } from "../shell/only-mock.tsx";
import { apiNames } from "../spec/operations.ts";
import { clients } from "./clients.ts";
import { keepFresh } from "./keep-fresh.ts";
import { openThread } from "./open-thread.ts";
import { ThreadListView } from "./thread-list-view.tsx";
import {
  forgetThreadList,
  listedService,
  listOnly,
  readThreadList,
  searched,
  threadList,
  wantedThreads,
} from "./thread-list.ts";
import { ThreadView } from "./thread-view.tsx";

/** The conversations of both APIs, as a messenger shows them, with everything that any client sends. */
export function InboxPage({ parts: [name, id] }: { readonly parts: readonly string[] }): JSX.Element {
  const service = apiNames.find((api) => api === name);
  useEffect(() => keepFresh(readThreadList, () => void [wantedThreads.value, listedService.value, searched.value]), []);
  useEffect(() => {
    // A link to a service lists it; one to a conversation leaves the list as it is.
    if (id === undefined && service !== undefined) listOnly(service);
  }, [service, id]);
  useEffect(() => forgetThreadList, [clients.value]);
  if (isReal.value) return <OnlyMock title="The inbox belongs to the mock" />;
  const problems = new Set([
    feedProblem.value,
    tenantProblem.value,
    threadList.value?.problem,
    openThread.value?.problem,
  ]);
  const isOpen = service !== undefined && id !== undefined;
  return (
    <div class="inbox-page">
      <ClockBar />
      {[...problems].map((problem) => problem !== undefined && <p class="problem">{problem}</p>)}
      <div class={isOpen ? "columns has-thread" : "columns"}>
        <ThreadListView service={service} chosenId={id} />
        {isOpen ? (
          <ThreadView key={`${service} ${id}`} service={service} id={id} />
        ) : (
          <p class="empty no-thread">
            Choose a conversation. Whatever any client sends with this key appears here at once.
          </p>
        )}
      </div>
    </div>
  );
}
