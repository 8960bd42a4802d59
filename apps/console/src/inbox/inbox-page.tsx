import type { JSX } from "preact";

import { ClockBar } from "../bench/clock-bar.tsx";
import { feedProblem } from "../service/mock-feed.ts";
import { isReal } from "../service/target.ts";
import { tenantProblem } from "../service/tenant.ts";
import { OnlyMock } from "../shell/only-mock.tsx";
import { apiNames } from "../spec/operations.ts";
import { CommentsView } from "./comments/comments-view.tsx";
import { commentList } from "./comments/post-comments.ts";
import { ConversationsView } from "./list/conversations-view.tsx";
import { threadList } from "./list/thread-list.ts";
import { openThread } from "./thread/open-thread.ts";

/** What people write to the business and it to them, as a messenger shows it, with everything that any client sends. */
export function InboxPage({ parts: [name, id] }: { readonly parts: readonly string[] }): JSX.Element {
  if (isReal.value) return <OnlyMock title="The inbox belongs to the mock" />;
  const problems = new Set([
    feedProblem.value,
    tenantProblem.value,
    threadList.value?.problem,
    openThread.value?.problem,
    commentList.value?.problem,
  ]);
  return (
    <div class="inbox-page">
      <ClockBar />
      {[...problems].map((problem) => problem !== undefined && <p class="problem">{problem}</p>)}
      {name === "comments" ? (
        <CommentsView postId={id} />
      ) : (
        <ConversationsView service={apiNames.find((api) => api === name)} id={id} />
      )}
    </div>
  );
}
