import { isoTime } from "../../model/iso-time.ts";
import { readPage } from "../../model/paging.ts";
import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { found } from "../errors.ts";
import { pageBody } from "../pages.ts";
import type { Post, PostDraft } from "../records.ts";
import type { State } from "../state.ts";
import { checkDraft, failureOf, futureTime } from "./drafts.ts";
import { accountOf, pageOf, postTime, waitingPosts } from "./post-store.ts";

/** The posts that wait for their time, the next one first. */
export function listSchedules(state: State, request: OperationRequest): OperationResponse {
  const page = readPage(request, state.posts, {
    list: "schedules",
    order: "ascending",
    least: state.clock.now() + 1,
    show: (post) => showSchedule(post, state),
  });
  return { status: 200, body: { ...pageBody(page), count: String(waitingPosts(state).length) } };
}

export const getSchedule = (state: State, { path }: OperationRequest): OperationResponse => ({
  status: 200,
  body: { schedule: showSchedule(scheduledPost(state, path), state) },
});

export function updateSchedule(state: State, { body, path }: OperationRequest): OperationResponse {
  const post = scheduledPost(state, path);
  const { draft, scheduledTime } = (
    body as { readonly patch: { readonly draft?: PostDraft; readonly scheduledTime?: string } }
  ).patch;
  if (draft !== undefined) checkDraft(state, draft, "patch.draft");
  state.posts.put({
    ...post,
    ...(draft !== undefined && { draft: structuredClone(draft), failure: failureOf(state, draft) }),
    // With a time of its own, it leaves its slot.
    ...(scheduledTime !== undefined && {
      scheduledAt: futureTime(state.clock, scheduledTime, "patch.scheduledTime"),
      slotId: undefined,
    }),
  });
  return { status: 204, body: undefined };
}

export function deleteSchedule(state: State, { path }: OperationRequest): OperationResponse {
  state.posts.remove(scheduledPost(state, path).id);
  return { status: 204, body: undefined };
}

/** @throws BlotatoError when no post with this schedule waits for its time */
function scheduledPost(state: State, { scheduleId = "" }: OperationRequest["path"]): Post {
  const post = waitingPosts(state).find((waiting) => waiting.scheduleId === scheduleId);
  return found(post, "schedule", scheduleId);
}

function showSchedule(post: Post, state: State): object {
  const { fullname, id, username } = accountOf(state, post);
  const page = pageOf(state, post);
  return {
    id: post.scheduleId,
    scheduledAt: isoTime(postTime(post)),
    draft: structuredClone(post.draft),
    account: {
      id,
      name: fullname,
      username,
      profileImageUrl: null,
      subaccountId: page?.id ?? null,
      subId: page?.id ?? null,
      subaccountName: page?.name ?? null,
    },
  };
}
