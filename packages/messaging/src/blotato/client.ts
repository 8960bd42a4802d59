import type { paths } from "@switchboard/blotato";
import type { TypedClient } from "@switchboard/typed-fetch";

import { createCore, type RawOptions } from "../core/client.ts";
import type { ClientOptions } from "../core/options.ts";
import { createComments, type Comments } from "./comments.ts";
import { plainBlotato, type PlainBlotato } from "./generated/index.ts";
import { createMedia, type Media } from "./media.ts";
import { createMessages, type Messages } from "./messages.ts";
import { createPosts, type Posts } from "./posts.ts";
import { profile } from "./profile.ts";
import { createSources, type Sources } from "./sources.ts";
import { createVisuals, type Visuals } from "./visuals.ts";

/** A client of Blotato. */
export interface Blotato extends PlainBlotato {
  readonly comments: Comments;
  readonly media: Media;
  readonly messages: Messages;
  readonly posts: Posts;
  readonly sources: Sources;
  readonly visuals: Visuals;
  /**
   * The generated client: every operation by its method and path, with the same key, retries and limits. It gives
   * `{ data, error, response }`; `use` adds middleware, for the other methods of this client too.
   */
  readonly raw: BlotatoRaw;
}

/** The generated client of Blotato, with the retries and limits of this package. */
export interface BlotatoRaw extends TypedClient<paths, RawOptions> {}

/**
 * Creates a client of Blotato's API v2.
 *
 * @throws SwitchboardError when the key is missing or cannot be sent in a header, or another option cannot be used
 * @example
 * const blotato = createBlotato({ apiKey: "your-key" });
 * const newest = await blotato.conversations.list().first();
 */
export function createBlotato(options: ClientOptions = {}): Blotato {
  const { core, raw } = createCore(profile, options);
  return {
    ...plainBlotato(core),
    comments: createComments(core),
    media: createMedia(core),
    messages: createMessages(core),
    posts: createPosts(core),
    sources: createSources(core),
    visuals: createVisuals(core),
    raw: raw as BlotatoRaw,
  };
}
