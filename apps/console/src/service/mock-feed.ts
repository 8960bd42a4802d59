import { computed, effect, signal, type Signal } from "@preact/signals";

import { reasonOf } from "../shell/error-reason.ts";
import {
  askMock,
  openMock,
  type ChangedPart,
  type KnownTenant,
  type MockChange,
  type MockState,
  type RecordedRequest,
} from "./admin.ts";
import { serverEvents } from "./server-events.ts";
import { adminAddress, isReal } from "./target.ts";
import { tenant } from "./tenant.ts";

/** The mock as it was a moment ago; undefined until it has responded. */
export const mockState = signal<MockState | undefined>(undefined);

/** Its tenants, those of keys that were only looked at as well. */
export const tenants = signal<readonly KnownTenant[]>([]);

/** The latest requests, oldest first. */
export const journal = signal<readonly RecordedRequest[]>([]);

/** Which mock it is: another one at the same address has another. Undefined until it has told. */
export const instance = signal<string | undefined>(undefined);

/** Why the mock cannot be watched; undefined while it can. */
export const feedProblem = signal<string | undefined>(undefined);

/** Counts what may have changed the data of the tenant that is shown. */
export const revision = signal(0);

/** Counts what may have changed a part of the mock. */
export const changesOf: Readonly<Record<ChangedPart, Signal<number>>> = {
  clock: signal(0),
  deliveries: signal(0),
  faults: signal(0),
  journal: signal(0),
  scenario: signal(0),
};

/** The mock's clock as it was last told, and when that was by the page's own. */
const clock = signal<
  { readonly now: number; readonly held: boolean; readonly ahead: number; readonly toldAt: number } | undefined
>(undefined);

/** By how many milliseconds the mock's clock was moved. */
export const clockAhead = computed(() => clock.value?.ahead ?? 0);

/** The mock's time in epoch milliseconds; undefined until the mock has told it. */
export function mockNow(): number | undefined {
  if (clock.value === undefined) return undefined;
  const { held, now, toldAt } = clock.value;
  return held ? now : now + performance.now() - toldAt;
}

const kept = 10_000;
/** What one request gets at most. */
const most = 1_000;
const [shortestPause, longestPause] = [250, 5_000];

/** The last event that was taken. It names its mock: another one begins anew. */
let seen: string | undefined;

/** Follows the mock while the page is seen. A page that nobody sees needs no connection, and the real services have none to follow. */
export function followMock(): void {
  const isSeen = signal(document.visibilityState === "visible");
  document.addEventListener("visibilitychange", () => (isSeen.value = document.visibilityState === "visible"));
  effect(() => {
    if (isReal.value || !isSeen.value) return undefined;
    // Another address is another mock.
    void adminAddress();
    const over = new AbortController();
    void follow(over.signal);
    return () => over.abort();
  });
}

async function follow(over: AbortSignal): Promise<void> {
  let pause = shortestPause;
  while (!over.aborted) {
    try {
      const since = seen === undefined ? "" : `?since=${encodeURIComponent(seen)}`;
      for await (const { data, id } of serverEvents(await openMock(`/events${since}`, over))) {
        await take(JSON.parse(data) as MockChange, over);
        seen = id;
        feedProblem.value = undefined;
        pause = shortestPause;
      }
    } catch (error) {
      if (over.aborted) return;
      feedProblem.value = reasonOf(error);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(2 * pause, longestPause);
  }
}

async function take(change: MockChange, over: AbortSignal): Promise<void> {
  const { changed, requests } = change;
  const isAnother = change.instance !== instance.peek();
  const [state, known, whole] = await Promise.all([
    askMock<MockState>("GET", "/state"),
    askMock<{ items: readonly KnownTenant[] }>("GET", "/tenants"),
    isAnother || changed.includes("journal") ? readJournal() : undefined,
  ]);
  const before = whole ?? journal.peek();
  const last = before.at(-1)?.id ?? 0;
  const added = await Promise.all(requests.filter(({ id }) => id > last).map(readWhole));
  if (over.aborted) return;
  if (whole !== undefined || added.length > 0) journal.value = [...before, ...added].slice(-kept);
  clock.value = { ...change.clock, now: Date.parse(change.clock.now), toldAt: performance.now() };
  mockState.value = state;
  tenants.value = known.items;
  instance.value = change.instance;
  for (const part of changed) changesOf[part].value += 1;
  const own = tenant.peek();
  if (change.tenants === "all" || own === undefined || change.tenants.includes(own)) revision.value += 1;
}

/** What is large comes without its bodies, and stays so where the journal no longer has it. */
const readWhole = async (request: RecordedRequest): Promise<RecordedRequest> =>
  request.isShort === true ? askMock<RecordedRequest>("GET", `/requests/${request.id}`).catch(() => request) : request;

async function readJournal(): Promise<readonly RecordedRequest[]> {
  const { items } = await askMock<{ items: readonly RecordedRequest[] }>("GET", `/requests?limit=${most}`);
  return items;
}
