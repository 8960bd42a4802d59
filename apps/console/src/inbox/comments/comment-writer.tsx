import type { JSX } from "preact";

import { madeClients } from "../clients.ts";
import type { Draft, Place, Side } from "../writing/draft.ts";
import { receive } from "../writing/write.ts";
import { Writer } from "../writing/writer.tsx";
import type { CommentedPost } from "./post-comments.ts";

/** Whose drafts are those of a post. */
export const placeBelow = (postId: string): Place => ({ service: "blotato", id: `post ${postId}` });

/** Where one writes below a post, for either side. */
export function CommentWriter({ commented }: { readonly commented: CommentedPost }): JSX.Element {
  const { comments, id: postId } = commented;
  const write = async (side: Side, { from, replyTo, text }: Draft): Promise<void> => {
    const parent = replyTo === undefined ? {} : { parentCommentId: replyTo };
    if (side === "business") await madeClients().blotato.comments.create({ postId, text, ...parent });
    else {
      const authorId = from ?? firstAuthor(commented);
      await receive("blotato", { kind: "comment", postId, ...parent, authorId, text });
    }
  };
  return (
    <Writer
      place={placeBelow(postId)}
      person="A person"
      quoted={(id) => comments.find((comment) => comment.id === id)?.text}
      placeholder={(side) => (side === "business" ? "Comment as the business" : "Comment as a person")}
      write={write}
      extras={(side, { from }, change) =>
        side === "person" && (
          <label>
            The person’s id on the platform{" "}
            <input
              value={from ?? firstAuthor(commented)}
              autocomplete="off"
              onInput={({ currentTarget: { value } }) => change({ from: value === "" ? undefined : value })}
            />
          </label>
        )
      }
    />
  );
}

/** Somebody who has commented there, or anybody. */
const firstAuthor = ({ comments }: CommentedPost): string =>
  comments.find(({ authorId, isAuthor }) => isAuthor !== true && typeof authorId === "string")?.authorId ??
  "17840000000000101";
