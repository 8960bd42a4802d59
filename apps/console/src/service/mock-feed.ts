import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { reasonOf } from "../shell/error-reason.ts";
import { askMock, type MockState, type RecordedRequest } from "./admin.ts";
import { ownReads } from "./send.ts";
import { adminAddress, isReal } from "./target.ts";

/** The mock as it was a moment ago; undefined until it has responded. */
export const mockState = signal<MockState | undefined>(undefined);

/** The latest requests, oldest first. */
export const journal = signal<readonly RecordedRequest[]>([]);

/** Why the mock cannot be watched; undefined while it can. */
export const feedProblem = signal<string | undefined>(undefined);

/** Counts what may have changed the mock's data. */
export const revision = signal(0);

/** Counts looks at the mock. */
export const ticks = signal(0);

const interval = 1_000;
const kept = 10_000;
/** What one request gets at most. */
const most = 1_000;
let watchers = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let watched = "";

/** Watches the mock for as long as a view is shown that needs it. */
export function useMockFeed(): void {
  useEffect(() => {
    watchers += 1;
    if (watchers === 1) void look();
    return () => {
      watchers -= 1;
      if (watchers > 0) return;
      clearTimeout(timer);
      timer = undefined;
    };
  }, []);
}

/** Looks at once, for instance after the page itself has changed something. */
export async function look(): Promise<void> {
  clearTimeout(timer);
  // A hidden page sends no requests, and the real services have no such interface.
  if (!isReal.value && document.visibilityState === "visible") {
    try {
      await readOn();
      feedProblem.value = undefined;
      ticks.value += 1;
    } catch (error) {
      feedProblem.value = reasonOf(error);
    }
  }
  clearTimeout(timer);
  if (watchers > 0) timer = setTimeout(() => void look(), interval);
}

async function readOn(): Promise<void> {
  const before = mockState.value;
  const state = await askMock<MockState>("GET", "/state");
  // Another mock, one that was set back, or one whose journal was emptied counts anew.
  const isAnew = watched !== adminAddress() || state.requests < (before?.requests ?? 0);
  watched = adminAddress();
  const old = isAnew ? [] : journal.value;
  const after = old.at(-1)?.id;
  const query = after === undefined ? `?limit=${most}` : `?after=${after}&limit=${most}`;
  const { items } = await askMock<{ items: readonly RecordedRequest[] }>("GET", `/requests${query}`);
  if (isAnew || items.length > 0) journal.value = [...old, ...items].slice(-kept);
  mockState.value = state;
  if (isAnew || items.some(isOfClient) || hasChanged(before, state)) revision.value += 1;
}

/** Whether a request came from somebody other than the page, which looks at the inbox itself. */
export const isOfClient = ({ headers }: RecordedRequest): boolean => headers[ownReads] === undefined;

function hasChanged(before: MockState | undefined, now: MockState): boolean {
  if (before === undefined) return true;
  const passed = Date.parse(now.now) - Date.parse(before.now);
  // A clock that was moved closes windows and delivers messages.
  return passed < 0 || passed > 10 * interval || countsOf(before) !== countsOf(now) || before.scenario !== now.scenario;
}

const countsOf = ({ blooio, blotato }: MockState): string => JSON.stringify([blotato.tenants, blooio.tenants]);
