import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { hasPage } from "../accounts.ts";
import { invalid } from "../errors.ts";
import type { Account, AccountPlatform, Post } from "../records.ts";
import type { State } from "../state.ts";
import { drawUuid } from "../uuid.ts";
import { fetchProblem } from "./media.ts";

/** The validated body, as far as the mock reads it. */
interface PublishPostBody {
  readonly post: {
    readonly accountId: string;
    readonly content: Illustrated & { readonly platform: string; readonly additionalPosts?: readonly Illustrated[] };
    readonly target: PostTarget;
  };
  readonly scheduledTime?: string;
  readonly useNextFreeSlot?: boolean;
}

interface Illustrated {
  readonly mediaUrls: readonly string[];
}

// Targets are open: fields that a branch does not list may be there, of any type, and have no effect.
type PostTarget =
  | { readonly targetType: "facebook" | "linkedin"; readonly pageId?: string }
  | { readonly targetType: Exclude<AccountPlatform, "facebook" | "linkedin" | "other"> | "webhook" };

const publishingTakes = 500;
const hour = 3_600_000;
const latestTime = Date.parse("9999-12-31T23:59:59.999Z");
const firstPostNumber = 9001;

export function publishPost(state: State, { body }: OperationRequest): OperationResponse {
  const submitted = body as PublishPostBody;
  const { accountId } = submitted.post;
  const account = state.initial.accounts.get(accountId);
  // The vendor documents no 404 for this operation.
  if (account === undefined) throw invalid(`post.accountId: there is no account ${JSON.stringify(accountId)}`);
  const problem = postProblem(state, account, submitted);
  if (problem !== undefined) throw invalid(problem);
  return accept(state, account, submitted);
}

function postProblem(
  state: State,
  account: Account,
  { post: { content, target }, scheduledTime }: PublishPostBody,
): string | undefined {
  const { clock } = state;
  // The list of accounts says `other` where a post may also say `webhook`.
  const platform = content.platform === "webhook" ? "other" : content.platform;
  if (platform !== account.platform) {
    return `post.content.platform: account ${account.id} is on ${account.platform}, not on ${content.platform}`;
  }
  if (scheduledTime !== undefined) {
    const time = Date.parse(scheduledTime);
    // The format allows what Date cannot read: a leap second, or an offset in hours alone.
    if (Number.isNaN(time)) return "scheduledTime: cannot be read as a time, such as 2026-12-30T08:00:00Z";
    // Written in UTC, it would have a year of five digits.
    if (time > latestTime) return "scheduledTime: must be before the year 10000";
    if (time <= clock.now()) {
      return `scheduledTime: must be in the future, after ${new Date(clock.now()).toISOString()}`;
    }
  }
  if (target.targetType !== "facebook" && target.targetType !== "linkedin") return undefined;
  if (target.pageId === undefined || hasPage(state, account, target.pageId)) return undefined;
  return `post.target.pageId: account ${account.id} has no page ${JSON.stringify(target.pageId)}`;
}

function accept(state: State, account: Account, submitted: PublishPostBody): OperationResponse {
  const post: Post = {
    id: drawUuid(state.random),
    accountId: account.id,
    submittedAt: state.clock.now(),
    scheduledAt: scheduleOf(state, account, submitted),
    failure: failureOf(submitted),
    publicUrl: `https://example.com/${account.username}/posts/${firstPostNumber + state.posts.size}`,
  };
  state.posts.put(post);
  return { status: 201, body: { postSubmissionId: post.id, ...scheduledTimeOf(post) } };
}

/** A post fails when one of its files cannot be fetched, which shows at its time and not at once. */
function failureOf({ post: { content } }: PublishPostBody): string | undefined {
  const urls = [content, ...(content.additionalPosts ?? [])].flatMap(({ mediaUrls }) => mediaUrls);
  for (const url of urls) {
    const problem = fetchProblem(url);
    if (problem !== undefined) return `The file ${url} could not be fetched, because ${problem}.`;
  }
  return undefined;
}

function scheduleOf(
  state: State,
  account: Account,
  { scheduledTime, useNextFreeSlot = false }: PublishPostBody,
): number | undefined {
  if (scheduledTime !== undefined) return Date.parse(scheduledTime);
  return useNextFreeSlot ? nextFreeSlot(state, account) : undefined;
}

/** The next full hour in which the account has no post yet. */
function nextFreeSlot({ clock, posts }: State, account: Account): number {
  const taken = new Set(
    Iterator.from(posts.values())
      .filter(({ accountId }) => accountId === account.id)
      .map(({ scheduledAt }) => scheduledAt),
  );
  let slot = (Math.floor(clock.now() / hour) + 1) * hour;
  while (taken.has(slot)) slot += hour;
  return slot;
}

/** The status of a post at this time, as the API shows it. */
export function showPostStatus(post: Post, { clock }: State): object {
  const now = clock.now();
  const begins = post.scheduledAt ?? post.submittedAt;
  const postSubmissionId = post.id;
  if (now < begins) return { postSubmissionId, status: "scheduled", ...scheduledTimeOf(post) };
  if (now < begins + publishingTakes) return { postSubmissionId, status: "in-progress" };
  if (post.failure !== undefined) return { postSubmissionId, status: "failed", errorMessage: post.failure };
  return { postSubmissionId, status: "published", publicUrl: post.publicUrl };
}

function scheduledTimeOf({ scheduledAt }: Post): { readonly scheduledTime?: string } {
  return scheduledAt === undefined ? {} : { scheduledTime: new Date(scheduledAt).toISOString() };
}
