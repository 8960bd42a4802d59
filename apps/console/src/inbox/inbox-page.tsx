import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import { ClockBar } from "../bench/clock-bar.tsx";
import { feedProblem, useMockFeed } from "../service/mock-feed.ts";
import { isReal } from "../service/target.ts";
import { OnlyMock } from "../shell/only-mock.tsx";
import { linkTo } from "../shell/router.ts";
import { apiTitles } from "../spec/operations.ts";
import { inbox, keepInboxFresh, threadsShown } from "./inbox-state.ts";
import { ThreadView } from "./thread-view.tsx";
import { timeOf } from "./time.ts";
import type { Thread } from "./thread.ts";

/** The conversations of both APIs, as a messenger shows them, with everything that any client sends. */
export function InboxPage({ parts: [api, id] }: { readonly parts: readonly string[] }): JSX.Element {
  useMockFeed();
  useEffect(keepInboxFresh, []);
  if (isReal.value) return <OnlyMock title="The inbox belongs to the mock" />;
  const { problems = [], threads } = inbox.value ?? {};
  const shown = threads?.filter((thread) => api === undefined || thread.api === api) ?? [];
  const chosen = threads?.find((thread) => thread.api === api && thread.id === id);
  return (
    <div class="inbox-page">
      <ClockBar />
      {[feedProblem.value, ...problems].map((problem) => problem !== undefined && <p class="problem">{problem}</p>)}
      <div class={chosen === undefined ? "columns" : "columns has-thread"}>
        <nav class="threads" aria-label="Conversations">
          <ApiFilter current={api} />
          {threads === undefined && problems.length === 0 && <p>Reading the conversations …</p>}
          {threads !== undefined && shown.length === 0 && (
            <p class="empty">
              There are no conversations. <a href="#/requests">Send a message</a> to begin one.
            </p>
          )}
          <ul>
            {shown.map((thread) => (
              <ThreadLink key={`${thread.api} ${thread.id}`} thread={thread} isOpen={thread === chosen} />
            ))}
          </ul>
          {shown.length >= threadsShown.value && threadsShown.value < 200 && (
            <button type="button" onClick={() => (threadsShown.value = Math.min(200, threadsShown.value + 50))}>
              Show more
            </button>
          )}
        </nav>
        {chosen === undefined ? (
          <p class="empty no-thread">
            {id === undefined || threads === undefined
              ? "Choose a conversation. Whatever any client sends with this key appears here at once."
              : "This conversation is not among those that are shown."}
          </p>
        ) : (
          <ThreadView key={`${chosen.api} ${chosen.id}`} thread={chosen} />
        )}
      </div>
    </div>
  );
}

function ApiFilter({ current }: { readonly current: string | undefined }): JSX.Element {
  const link = (api: "blooio" | "blotato" | undefined): JSX.Element => (
    <a
      href={api === undefined ? linkTo("inbox") : linkTo("inbox", api)}
      aria-current={current === api ? "true" : undefined}
    >
      {api === undefined ? "Both" : apiTitles[api]}
    </a>
  );
  return (
    <p class="filter">
      {link(undefined)} {link("blotato")} {link("blooio")}
    </p>
  );
}

const ThreadLink = ({ isOpen, thread }: { readonly isOpen: boolean; readonly thread: Thread }): JSX.Element => (
  <li>
    <a href={linkTo("inbox", thread.api, thread.id)} aria-current={isOpen ? "page" : undefined}>
      <strong dir="auto">{thread.title}</strong>
      <span class="via">
        {apiTitles[thread.api]} · {thread.via}
      </span>
      {thread.lastAt !== undefined && (
        <time dateTime={new Date(thread.lastAt).toISOString()}>{timeOf(thread.lastAt)}</time>
      )}
    </a>
  </li>
);
