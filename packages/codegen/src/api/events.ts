import type { Node } from "./model.ts";
import { escapeKey, Problem } from "./problem.ts";
import { followerOf } from "./schemas.ts";

/** A type of event that a vendor delivers to webhooks. */
export interface EventModel {
  readonly type: string;
  readonly summary: string;
  readonly description: string;
  /** The name of the schema of its data. */
  readonly data: string;
  /** The data of its example. */
  readonly sample: unknown;
}

/**
 * Reads the `webhooks` of a document: under the type of each event, a `post` whose body is `allOf` a common schema and one that says
 * `type` and `data`.
 *
 * @throws Problem naming the place, and what is expected there
 */
export function readEvents(document: Node): readonly EventModel[] {
  const follow = followerOf(document);
  return Object.entries<Node>(document["webhooks"] ?? {}).map(([type, given]) => {
    const { post } = follow(given);
    const { schema, example } = post?.requestBody?.content?.["application/json"] ?? {};
    const fields: Node | undefined = schema?.allOf?.at(-1)?.properties;
    const data = /^#\/components\/schemas\/([A-Z]\w*)$/.exec(fields?.["data"]?.$ref)?.[1];
    const problem = (message: string): Problem => new Problem(`#/webhooks/${escapeKey(type)}`, `${type}: ${message}`);
    if (fields?.["type"]?.const !== type)
      throw problem(`the last part of its allOf has another type than it; expected "const: ${type}"`);
    if (data === undefined) throw problem("the last part of its allOf has data without a reference to a schema");
    if (example?.type !== type || example.data === undefined)
      throw problem("it has no example with its type and its data");
    return { type, summary: post.summary ?? "", description: post.description ?? "", data, sample: example.data };
  });
}
