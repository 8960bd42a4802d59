import { isoTime } from "../../model/iso-time.ts";
import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { invalid } from "../errors.ts";
import type { Post, PostDraft } from "../records.ts";
import type { State } from "../state.ts";
import { drawUuid } from "../uuid.ts";
import { checkDraft, failureOf, futureTime } from "./drafts.ts";
import { accountOf, phaseOf } from "./post-store.ts";
import { nextFreeTime, type SlotTime } from "./slot-times.ts";

/** The validated body, as far as the mock reads it. */
interface PublishPostBody {
  readonly post: PostDraft;
  readonly scheduledTime?: string;
  readonly useNextFreeSlot?: boolean;
  readonly slot?: { readonly id: string; readonly time: string };
}

export function publishPost(state: State, { body }: OperationRequest): OperationResponse {
  const { post: draft, ...timing } = body as PublishPostBody;
  checkDraft(state, draft, "post");
  const { scheduledAt, slotId } = timeOf(state, draft, timing);
  const number = (state.lastPostNumber += 1);
  const post: Post = {
    id: drawUuid(state.random),
    scheduleId: `sch_${drawUuid(state.random).slice(0, 8)}`,
    publishedId: String(number),
    draft: structuredClone(draft),
    submittedAt: state.clock.now(),
    scheduledAt,
    slotId,
    failure: failureOf(state, draft),
  };
  state.posts.put(post);
  return { status: 201, body: { postSubmissionId: post.id, ...scheduledTimeOf(post) } };
}

/** When a post is to be published, and in which slot; undefined for one that is published at once. */
function timeOf(
  state: State,
  draft: PostDraft,
  { scheduledTime, slot, useNextFreeSlot = false }: Omit<PublishPostBody, "post">,
): Pick<Post, "scheduledAt" | "slotId"> {
  const { clock, slots } = state;
  if (scheduledTime !== undefined) {
    return { scheduledAt: futureTime(clock, scheduledTime, "scheduledTime"), slotId: undefined };
  }
  if (slot !== undefined) {
    if (slots.get(slot.id) === undefined) throw invalid(`slot.id: there is no slot ${JSON.stringify(slot.id)}`);
    return { scheduledAt: futureTime(clock, slot.time, "slot.time"), slotId: slot.id };
  }
  if (!useNextFreeSlot) return { scheduledAt: undefined, slotId: undefined };
  const { accountId, content, target } = draft;
  const next: SlotTime | undefined = nextFreeTime(state, {
    platform: content.platform,
    accountId,
    subaccountId: target.pageId ?? null,
  });
  if (next === undefined) {
    throw invalid(`useNextFreeSlot: the calendar has no slot for account ${accountId} on ${content.platform}`);
  }
  return { scheduledAt: next.time, slotId: next.slot.id };
}

/** The status of a post at this time, as the API shows it. */
export function showPostStatus(post: Post, state: State): object {
  const status = phaseOf(post, state);
  return {
    postSubmissionId: post.id,
    status,
    ...(status === "scheduled" && scheduledTimeOf(post)),
    ...(status === "published" && { publicUrl: publicUrlOf(state, post) }),
    ...(status === "failed" && { errorMessage: post.failure }),
  };
}

/** Where a post that was published can be seen. */
export const publicUrlOf = (state: State, post: Post): string =>
  `https://example.com/${accountOf(state, post).username}/posts/${post.publishedId}`;

const scheduledTimeOf = ({ scheduledAt }: Post): object =>
  scheduledAt === undefined ? {} : { scheduledTime: isoTime(scheduledAt) };
