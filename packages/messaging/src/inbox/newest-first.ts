import type { InboxConversation } from "./shape.ts";
import type { Source } from "./source.ts";

/** Merges lists that are ordered by activity, and reads one item ahead in each. */
export async function* newestFirst(sources: readonly Source[]): AsyncGenerator<InboxConversation, void, undefined> {
  const lists = sources.map((source) => source.conversations()[Symbol.asyncIterator]());
  const take = async (list: AsyncIterator<InboxConversation>) => ({ list, result: await list.next() });
  try {
    const heads = await Promise.all(lists.map(take));
    for (;;) {
      const left = heads.filter(({ result }) => result.done !== true);
      const [first] = left.toSorted((one, other) => activityOf(other.result.value) - activityOf(one.result.value));
      if (first === undefined) return;
      yield first.result.value as InboxConversation;
      heads[heads.indexOf(first)] = await take(first.list);
    }
  } finally {
    for (const list of lists) void list.return?.();
  }
}

/** Those in which nothing was written come last. */
const activityOf = ({ lastActivityAt }: InboxConversation): number => lastActivityAt?.getTime() ?? 0;
