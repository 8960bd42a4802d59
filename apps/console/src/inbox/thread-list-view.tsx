import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { linkTo } from "../shell/router.ts";
import { apiTitles, type ApiName } from "../spec/operations.ts";
import { initialsOf } from "./names.ts";
import { keyOf, listedService, listOnly, showMoreThreads, threadList, type Thread } from "./thread-list.ts";
import { timeOf } from "./time.ts";

interface Props {
  /** The service and id of the conversation that is open. */
  readonly service: string | undefined;
  readonly chosenId: string | undefined;
}

/** The conversations, as far as they are loaded; more come as one scrolls. */
export function ThreadListView({ chosenId, service }: Props): JSX.Element {
  const { hasMore = false, threads } = threadList.value ?? {};
  return (
    <nav class="threads" aria-label="Conversations">
      <ServiceFilter />
      {threads === undefined && <p class="empty">Reading the conversations …</p>}
      {threads?.length === 0 && (
        <p class="empty">
          There are no conversations. <a href="#/requests">Send a message</a> to begin one.
        </p>
      )}
      <div class="thread-scroll">
        <ul>
          {threads?.map((thread) => {
            const { id, service: own } = thread.conversation;
            return <ThreadLink key={keyOf(thread)} thread={thread} isOpen={own === service && id === chosenId} />;
          })}
        </ul>
        {hasMore && <MoreThreads />}
      </div>
    </nav>
  );
}

const services: readonly (readonly [service: ApiName | undefined, title: string])[] = [
  [undefined, "Both"],
  ["blotato", apiTitles.blotato],
  ["blooio", apiTitles.blooio],
];

const ServiceFilter = (): JSX.Element => (
  <p class="filter" role="group" aria-label="Services">
    {services.map(([service, title]) => (
      <button
        key={title}
        type="button"
        aria-pressed={listedService.value === service}
        onClick={() => listOnly(service)}
      >
        {title}
      </button>
    ))}
  </p>
);

/** A button that presses itself once it comes into sight. */
function MoreThreads(): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  const loaded = threadList.value?.threads.length;
  useEffect(() => {
    if (button.current === null) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) showMoreThreads();
    });
    observer.observe(button.current);
    return () => observer.disconnect();
    // What is still in sight after a load is not told again.
  }, [loaded]);
  return (
    <button type="button" class="quiet" ref={button} onClick={showMoreThreads}>
      Show more
    </button>
  );
}

function ThreadLink({ isOpen, thread }: { readonly isOpen: boolean; readonly thread: Thread }): JSX.Element {
  const { conversation, last, title } = thread;
  const { id, lastActivityAt, network, service } = conversation;
  return (
    <li>
      <a href={linkTo("inbox", service, id)} aria-current={isOpen ? "page" : undefined}>
        <span class={`face is-${service}`} aria-hidden="true">
          {initialsOf(title)}
        </span>
        <strong dir="auto">{title}</strong>
        {lastActivityAt !== undefined && <time dateTime={lastActivityAt.toISOString()}>{timeOf(lastActivityAt)}</time>}
        <span class="last">
          {last?.direction === "outbound" && <span class="soft">You: </span>}
          <bdi>{last === undefined ? "Nothing was written yet" : textOf(last)}</bdi>
        </span>
        <span class="via">
          <span class="unseen">{apiTitles[service]} · </span>
          {network}
        </span>
      </a>
    </li>
  );
}

const textOf = ({ attachments, text }: NonNullable<Thread["last"]>): string =>
  text ?? (attachments.length > 0 ? "A file" : "A message without words");
