import type { BlotatoMethods } from "@switchboard/blotato";

import type { ClientOptions } from "../call.ts";
import { createCore, type CallInit, type RawOptions } from "../caller.ts";
import { createAccounts, type Accounts } from "./accounts.ts";
import { createConversations, type Conversations } from "./conversations.ts";
import { createMedia, type Media } from "./media.ts";
import { createMessages, type Messages } from "./messages.ts";
import { createPosts, type Posts } from "./posts.ts";
import { profile } from "./profile.ts";

/** A client of Blotato. */
export interface Blotato {
  readonly accounts: Accounts;
  readonly conversations: Conversations;
  readonly media: Media;
  readonly messages: Messages;
  readonly posts: Posts;
  /** Every operation by its method and path, with the same key, retries and timeouts; it gives `{ data, error, response }`. */
  readonly raw: BlotatoMethods<RawOptions>;
}

/**
 * Creates a client of Blotato's API v2.
 *
 * @throws TypeError when the key cannot be sent in a header, SwitchboardError when a limit is not a number of milliseconds
 * @example
 * const blotato = createBlotato({ apiKey: "your-key" });
 * const newest = await blotato.conversations.list().first();
 */
export function createBlotato(options: ClientOptions): Blotato {
  const core = createCore<BlotatoMethods<CallInit>>(profile, options);
  return {
    accounts: createAccounts(core),
    conversations: createConversations(core),
    media: createMedia(core),
    messages: createMessages(core),
    posts: createPosts(core),
    raw: core.raw,
  };
}
