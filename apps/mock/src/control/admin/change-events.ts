import { changedParts, type ChangesSince } from "../changes.ts";
import type { Control } from "../control.ts";
import type { RecordedRequest } from "../journal/journal.ts";
import { showClock } from "./views.ts";

/** What a listener has seen. */
interface Position {
  readonly revision: number;
  /** The id of the newest request. */
  readonly request: number;
}

/** Who listens needs no more events than it can show. */
const pause = 50;

/** Without a word for longer, a proxy takes a connection for a dead one. */
const silence = 15_000;

/** A listener that has missed more requests reads the journal again. */
const mostRequests = 100;

/** An entry of the journal with more characters comes without its bodies. */
const longestRequest = 16_384;

/** @returns undefined when the text is not the id of an event of this mock: everything is then new to the listener */
export function positionIn({ changes }: Control, text: string | undefined): Position | undefined {
  const [, instance, revision, request] = /^([\da-f]+)\.(\d+)\.(\d+)$/.exec(text ?? "") ?? [];
  if (instance !== changes.instance || Number(revision) > changes.revision) return undefined;
  return { revision: Number(revision), request: Number(request) };
}

/**
 * What changes in the mock, as server-sent events, until the listener is gone or the mock ends. Each event says what changed since
 * the one before it, however much that is: nothing is kept for a listener, and a slow one gets fewer events.
 */
export async function* changeEvents(
  control: Control,
  since: Position | undefined,
  gone: AbortSignal,
): AsyncGenerator<string> {
  const { changes } = control;
  const ended = AbortSignal.any([gone, changes.ended]);
  let wake = (): void => undefined;
  const unwatch = changes.watch(() => wake());
  const stop = (): void => wake();
  ended.addEventListener("abort", stop);
  const changedOrLater = (wait: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, wait).unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  try {
    let seen = since;
    yield "retry: 1000\n\n";
    while (!ended.aborted) {
      if (seen?.revision === changes.revision) {
        await changedOrLater(silence);
        if (seen.revision === changes.revision) yield ": nothing changed\n\n";
        continue;
      }
      const [text, next]: readonly [string, Position] = eventAfter(control, seen);
      seen = next;
      yield text;
      await new Promise((resolve) => setTimeout(resolve, pause).unref());
    }
  } finally {
    unwatch();
    ended.removeEventListener("abort", stop);
  }
}

function eventAfter(control: Control, seen: Position | undefined): readonly [text: string, next: Position] {
  const { changes, clock, journal } = control;
  const { instance, revision } = changes;
  const { changed, tenants }: ChangesSince =
    seen === undefined ? { changed: changedParts, tenants: "all" } : changes.since(seen.revision);
  const requests = seen === undefined ? [] : journal.requests({ after: seen.request, limit: mostRequests + 1 });
  const isTooMuch = requests.length > mostRequests;
  const data = JSON.stringify({
    instance,
    revision,
    clock: showClock(clock),
    changed: isTooMuch ? [...new Set([...changed, "journal"])] : changed,
    tenants,
    requests: isTooMuch ? [] : requests.map(withinLength),
  });
  const id = [instance, revision, journal.lastId].join(".");
  return [`id: ${id}\ndata: ${data}\n\n`, { revision, request: journal.lastId }];
}

function withinLength(request: RecordedRequest): object {
  if (JSON.stringify(request).length <= longestRequest) return request;
  const { body: _, response, ...rest } = request;
  return { ...rest, response: response && { status: response.status, headers: response.headers }, isShort: true };
}
