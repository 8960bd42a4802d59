import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import type { ApiName } from "../../spec/operations.ts";
import { clients } from "../clients.ts";
import { keepFresh } from "../keep-fresh.ts";
import { ThreadView } from "../thread/thread-view.tsx";
import { ThreadListView } from "./thread-list-view.tsx";
import { forgetThreadList, listedService, listOnly, readThreadList, searched, wantedThreads } from "./thread-list.ts";

interface Props {
  /** The service and id of the conversation that is open. */
  readonly service: ApiName | undefined;
  readonly id: string | undefined;
}

/** The conversations, and the one that is open. */
export function ConversationsView({ id, service }: Props): JSX.Element {
  useEffect(() => keepFresh(readThreadList, () => void [wantedThreads.value, listedService.value, searched.value]), []);
  useEffect(() => {
    // A link to a service lists it; one to a conversation leaves the list as it is.
    if (id === undefined && service !== undefined) listOnly(service);
  }, [service, id]);
  useEffect(() => forgetThreadList, [clients.value]);
  const isOpen = service !== undefined && id !== undefined;
  return (
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
  );
}
