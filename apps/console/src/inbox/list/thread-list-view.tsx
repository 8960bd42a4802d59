import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { linkTo } from "../../shell/router.ts";
import { apiTitles, type ApiName } from "../../spec/operations.ts";
import { InboxSections } from "../inbox-sections.tsx";
import { initialsOf } from "../names.ts";
import {
  keyOf,
  listedService,
  listOnly,
  search,
  searched,
  showMoreThreads,
  threadList,
  type Thread,
} from "./thread-list.ts";
import { timeOf } from "../time.ts";

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
      <InboxSections current="messages" />
      <SearchField />
      <ServiceFilter />
      {threads === undefined && <p class="empty">Reading the conversations …</p>}
      {threads?.length === 0 &&
        (searched.value === "" ? (
          <p class="empty">
            There are no conversations. <a href="#/requests">Send a message</a> to begin one.
          </p>
        ) : (
          <p class="empty">No name, number, handle or message has “{searched.value}”.</p>
        ))}
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

/** How long a person pauses before it is looked for, in milliseconds. */
const pause = 250;

function SearchField(): JSX.Element {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const searchFor = (words: string): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => search(words.trim()), words === "" ? 0 : pause);
  };
  return (
    <label class="thread-search">
      <span class="unseen">Search the conversations</span>
      <input
        type="search"
        placeholder="Search names, numbers and texts"
        value={searched.value}
        onInput={({ currentTarget }) => searchFor(currentTarget.value)}
      />
    </label>
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
    // What is still in sight after a load is not reported again.
  }, [loaded]);
  return (
    <button type="button" class="quiet" ref={button} onClick={showMoreThreads}>
      Show more
    </button>
  );
}

function ThreadLink({ isOpen, thread }: { readonly isOpen: boolean; readonly thread: Thread }): JSX.Element {
  const { conversation, found, last, title } = thread;
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
          {found === undefined || found === title ? (
            <>
              {last?.direction === "outbound" && "You: "}
              <bdi>{last === undefined ? "Nothing was written yet" : textOf(last)}</bdi>
            </>
          ) : (
            <bdi>
              <Marked text={found} words={searched.value} />
            </bdi>
          )}
        </span>
        <span class="via">
          <span class="unseen">{apiTitles[service]} · </span>
          {network}
        </span>
      </a>
    </li>
  );
}

/** A text around the words that were looked for. */
function Marked({ text, words }: { readonly text: string; readonly words: string }): JSX.Element {
  const at = text.toLowerCase().indexOf(words.toLowerCase());
  if (at < 0) return <>{text}</>;
  // The words shall be in sight in one line.
  const start = at > 24 ? at - 16 : 0;
  return (
    <>
      {start > 0 && "… "}
      {text.slice(start, at)}
      <mark>{text.slice(at, at + words.length)}</mark>
      {text.slice(at + words.length)}
    </>
  );
}

const textOf = ({ attachments, text }: NonNullable<Thread["last"]>): string =>
  text ?? (attachments.length > 0 ? "A file" : "A message without words");
