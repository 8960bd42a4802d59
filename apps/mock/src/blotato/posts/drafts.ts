import type { Clock } from "../../model/clock.ts";
import { hasPage } from "../accounts.ts";
import { invalid } from "../errors.ts";
import { fetchProblem } from "../media/upload-media.ts";
import type { PostDraft } from "../records.ts";
import type { State } from "../state.ts";

const latestTime = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * Checks what the schema of a post does not say.
 *
 * @param place where the post stands in the body
 * @throws BlotatoError when its account, platform or page do not belong together
 */
export function checkDraft(state: State, { accountId, content, target }: PostDraft, place: string): void {
  const account = state.initial.accounts.get(accountId);
  // The vendor documents no 404 for these operations.
  if (account === undefined) throw invalid(`${place}.accountId: there is no account ${JSON.stringify(accountId)}`);
  // The list of accounts says `other` where a post may also say `webhook`.
  const platform = content.platform === "webhook" ? "other" : content.platform;
  if (platform !== account.platform) {
    throw invalid(`${place}.content.platform: account ${accountId} is on ${account.platform}, not on ${platform}`);
  }
  const { pageId, targetType } = target;
  if (targetType !== "facebook" && targetType !== "linkedin") return;
  if (pageId !== undefined && !hasPage(state, account, pageId)) {
    throw invalid(`${place}.target.pageId: account ${accountId} has no page ${JSON.stringify(pageId)}`);
  }
}

/**
 * Reads a time at which something is to happen.
 *
 * @throws BlotatoError when it has passed, or cannot be read: the format allows what `Date` cannot read, such as a leap second
 */
export function futureTime(clock: Clock, text: string, place: string): number {
  const time = readTime(text, place);
  // Written in UTC, it would have a year of five digits.
  if (time > latestTime) throw invalid(`${place}: must be before the year 10000`);
  if (time <= clock.now()) {
    throw invalid(`${place}: must be in the future, after ${new Date(clock.now()).toISOString()}`);
  }
  return time;
}

/** @throws BlotatoError when it cannot be read */
export function readTime(text: string, place: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw invalid(`${place}: cannot be read as a time, such as 2026-12-30T08:00:00Z`);
  return time;
}

/** Why a post will fail; undefined when it will not. It shows at the time of the post and not at once. */
export function failureOf({ media, pendingUploads }: State, { content }: PostDraft): string | undefined {
  const urls = [content, ...(content.additionalPosts ?? [])].flatMap(({ mediaUrls }) => mediaUrls);
  for (const url of urls) {
    const problem = fetchProblem(url);
    if (problem !== undefined) return `The file ${url} could not be fetched, because ${problem}.`;
    if (pendingUploads.has(url) && !media.has(url)) return `The file ${url} was never sent to its address.`;
  }
  return undefined;
}
