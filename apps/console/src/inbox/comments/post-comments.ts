import { signal } from "@preact/signals";
import type { Comment, ListedPost } from "@switchboard/messaging/blotato";

import { isReal } from "../../service/target.ts";
import { reasonOf } from "../../shell/error-reason.ts";
import { clients, type Clients } from "../clients.ts";
import { keepFresh } from "../keep-fresh.ts";

/** A post with what stands below it, as far as it is loaded. */
export interface CommentedPost {
  readonly id: string;
  /** Undefined where no list of posts has it any more. */
  readonly post: ListedPost | undefined;
  /** Newest first. */
  readonly comments: readonly Comment[];
}

export interface CommentList {
  /** The one with the latest comment first. */
  readonly posts: readonly CommentedPost[];
  /** Whether there are earlier comments than those that are loaded. */
  readonly hasMore: boolean;
  readonly problem: string | undefined;
}

/** Undefined until it was read. */
export const commentList = signal<CommentList | undefined>(undefined);

const step = 200;
const wantedComments = signal(step);

export function showEarlierComments(): void {
  wantedComments.value += step;
}

/** Reads the comments of all posts again after each change. */
export function keepCommentsFresh(): () => void {
  wantedComments.value = step;
  const end = keepFresh(
    async () => {
      const made = clients.peek();
      if (made === undefined) return;
      const read = await readComments(made, wantedComments.peek()).catch((error: unknown) => ({
        ...(commentList.peek() ?? { posts: [], hasMore: false }),
        problem: reasonOf(error),
      }));
      if (made === clients.peek() && !isReal.peek()) commentList.value = read;
    },
    () => void wantedComments.value,
  );
  return () => {
    end();
    commentList.value = undefined;
  };
}

async function readComments({ blotato }: Clients, wanted: number): Promise<CommentList> {
  const [comments, posts] = await Promise.all([
    blotato.comments.list({}).toArray({ limit: wanted + 1 }),
    blotato.posts.list({}).toArray({ limit: 1_000 }),
  ]);
  const known = new Map(posts.map((post) => [post.id, post]));
  const below = Map.groupBy(comments.slice(0, wanted), ({ postId }) => postId);
  return {
    posts: Array.from(below, ([id, ofPost]) => ({ id, post: known.get(id), comments: ofPost })),
    hasMore: comments.length > wanted,
    problem: undefined,
  };
}
