import { comparePositions, decodeCursor, encodeCursor, type Position } from "../../model/keyset-cursor.ts";
import { apiNames, type ApiName, type Thread } from "../../model/service.ts";
import type { Control } from "../control.ts";

/** A conversation that was found. */
export interface FoundThread {
  readonly api: ApiName;
  readonly id: string;
  /** The name, number, handle or newest message with the words. */
  readonly text: string;
  /** Of which message the text is; missing where it is that of a person. */
  readonly messageId?: string;
}

export interface ThreadSearch {
  readonly search: string;
  readonly cursor: string | undefined;
  readonly limit: number;
}

/** How long one page is looked for, in milliseconds: nothing else is responded to meanwhile. */
const longestLook = 50;

/**
 * Finds the conversations of both APIs by a name, number, handle or text, the latest activity first. A page may hold less than the
 * limit, or nothing, and still be followed by others.
 *
 * @throws InvalidCursorError when the search never gave this cursor
 */
export function findThreads(
  control: Control,
  key: string,
  { cursor, limit, search }: ThreadSearch,
): { readonly items: readonly FoundThread[]; readonly cursor: string | undefined } {
  const list = `threads ${search}`;
  const after = cursor === undefined ? undefined : decodeCursor(list, cursor);
  const until = performance.now() + longestLook;
  const holds = holding(search);
  const items: FoundThread[] = [];
  for (const { api, position, thread } of latestFirst(control, key)) {
    if (after !== undefined && comparePositions(position, after) >= 0) continue;
    const found = foundIn(thread, holds);
    if (found !== undefined) items.push({ api, id: thread.id, ...found });
    if (items.length === limit || performance.now() > until) return { items, cursor: encodeCursor(list, position) };
  }
  return { items, cursor: undefined };
}

interface Placed {
  readonly api: ApiName;
  readonly thread: Thread;
  readonly position: Position;
}

/** The conversations of both APIs; of each, one is read ahead. */
function* latestFirst(control: Control, key: string): Generator<Placed> {
  const lists = apiNames.map((api) => placed(api, control.api(api).tenants.look(key).threads?.() ?? []));
  const heads = lists.map((list) => list.next());
  for (;;) {
    let first = -1;
    for (const [index, head] of heads.entries()) {
      const other = heads[first];
      if (head.done === true) continue;
      if (other === undefined || other.done === true || comparePositions(head.value.position, other.value.position) > 0)
        first = index;
    }
    const [head, list] = [heads[first], lists[first]];
    if (head === undefined || head.done === true || list === undefined) return;
    yield head.value;
    heads[first] = list.next();
  }
}

function* placed(api: ApiName, threads: Iterable<Thread>): Generator<Placed, undefined> {
  for (const thread of threads) {
    yield { api, thread, position: { key: thread.lastActivityAt, id: `${api} ${thread.id}` } };
  }
}

function foundIn(
  thread: Thread,
  holds: (text: string) => boolean,
): Pick<FoundThread, "messageId" | "text"> | undefined {
  const name = thread.names.find(holds);
  if (name !== undefined) return { text: name };
  for (const { id, text } of thread.messages()) if (text !== null && holds(text)) return { text, messageId: id };
  return undefined;
}

/** Whatever the case; a number is found however it is written. */
function holding(search: string): (text: string) => boolean {
  const words = search.toLowerCase();
  const digits = /^[\d\s().+-]{3,}$/.test(search) ? search.replaceAll(/\D/g, "") : "";
  return (text) =>
    text.toLowerCase().includes(words) || (digits.length > 2 && text.replaceAll(/[\s().-]/g, "").includes(digits));
}
