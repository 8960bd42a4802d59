import { isoTime } from "../../model/iso-time.ts";
import { chance } from "../../model/made-up/chance.ts";
import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { found } from "../errors.ts";
import type { Post } from "../records.ts";
import type { State } from "../state.ts";
import { windowOf } from "./post-list.ts";
import { accountOf, phaseOf, postTime } from "./post-store.ts";
import { publicUrlOf } from "./publish.ts";

const hour = 3_600_000;
const day = 24 * hour;
const longestHistory = 30;

type Metrics = Readonly<Record<string, string | number>>;

interface Snapshot {
  readonly fetchedAt: string;
  readonly metrics: Metrics;
}

/** How many of those who see a post react in each way, in thousandths. */
const shares: Readonly<Record<string, number>> = {
  viewsCount: 1_000,
  impressionsCount: 1_400,
  reachCount: 820,
  likesCount: 71,
  commentsCount: 8,
  sharesCount: 5,
  savesCount: 3,
};

/** Platforms of which Blotato fetches no metrics. */
const unmeasured: ReadonlySet<string> = new Set(["linkedin", "other"]);
const ofVideos: ReadonlySet<string> = new Set(["tiktok", "youtube"]);

export function getPostAnalytics(state: State, { path }: OperationRequest): OperationResponse {
  const { postId = "" } = path;
  const published = publishedPosts(state).find(({ publishedId }) => publishedId === postId);
  const post = found(published, "published post", postId, "postId");
  const history = historyOf(state, post);
  const newest = history.at(-1);
  return {
    status: 200,
    body: {
      metrics: newest?.metrics ?? null,
      lastFetchedAt: newest?.fetchedAt ?? null,
      history,
      lastError: null,
    },
  };
}

/** The published posts of a window, the highest metric first. */
export function listTopPosts(state: State, request: OperationRequest): OperationResponse {
  const now = state.clock.now();
  const { least, most } = windowOf(request, now - 30 * day, now);
  const { limit = 100, sortBy = "views_count" } = request.query as {
    readonly limit?: number;
    readonly sortBy?: string;
  };
  const field = sortBy.replace("_count", "Count");
  const items = publishedPosts(state)
    .filter((post) => postTime(post) >= least && postTime(post) <= most)
    .map((post) => ({ post, history: historyOf(state, post) }))
    .toSorted((one, other) => countIn(other.history, field) - countIn(one.history, field));
  return { status: 200, body: { items: items.slice(0, limit).map((item) => showTopPost(state, item)) } };
}

/** Blotato documents nothing of the body, so that the mock has nothing to put into it. */
export const undocumentedBody = (): OperationResponse => ({ status: 200, body: {} });

const publishedPosts = (state: State): readonly Post[] =>
  [...state.posts.values()].filter((post) => phaseOf(post, state) === "published");

const countIn = (history: readonly Snapshot[], field: string): number =>
  Number(history.at(-1)?.metrics[field] ?? Number.NEGATIVE_INFINITY);

function showTopPost(state: State, { history, post }: { post: Post; history: readonly Snapshot[] }): object {
  const latest = history.at(-1);
  return {
    id: post.publishedId,
    platform: accountOf(state, post).platform,
    content: post.draft.content.text,
    createdAt: isoTime(postTime(post)),
    postUrl: publicUrlOf(state, post),
    mediaUrls: [...post.draft.content.mediaUrls],
    ...(latest !== undefined && { latestMetrics: latest }),
    metricsHistory: history,
  };
}

/** What was fetched of a published post so far: for the first time after an hour, then once a day. */
function historyOf(state: State, post: Post): readonly Snapshot[] {
  const { platform } = accountOf(state, post);
  if (unmeasured.has(platform)) return [];
  const first = postTime(post) + hour;
  const count = Math.max(0, Math.floor((state.clock.now() - first) / day) + 1);
  const kept = Math.min(count, longestHistory);
  return Array.from({ length: kept }, (_, index) => {
    const age = hour + (count - kept + index) * day;
    return { fetchedAt: isoTime(postTime(post) + age), metrics: metricsAt(Number(post.publishedId), age, platform) };
  });
}

/** Counts that grow fast at first and then hardly any more. */
function metricsAt(post: number, age: number, platform: string): Metrics {
  const views = (400 + chance(9_600, post)) * (1 - Math.exp(-age / (2 * day)));
  return {
    ...Object.fromEntries(
      Object.entries(shares).map(([name, share]) => [name, String(Math.floor((views * share) / 1_000))]),
    ),
    ...(ofVideos.has(platform) && { watchTimeMsAvg: 2_000 + chance(20_000, post, 1) }),
  };
}
