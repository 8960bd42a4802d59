import { createBlotatoClient, type BlotatoClient } from "@switchboard/blotato";

import { settingsOf, type ClientOptions } from "../call.ts";
import { createTransport } from "../transport.ts";
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
  /** The generated client below, with the same key, retries and timeouts; it gives `{ data, error, response }`. */
  readonly raw: BlotatoClient;
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
  const settings = settingsOf(profile, options);
  const { handOut, transport, ...core } = createTransport(settings);
  const { apiKey, baseUrl } = options;
  const raw = createBlotatoClient({ apiKey, ...(baseUrl !== undefined && { baseUrl }), ...transport });
  const context = { raw, settings, ...core };
  return {
    accounts: createAccounts(context),
    conversations: createConversations(context),
    media: createMedia(context),
    messages: createMessages(context),
    posts: createPosts(context),
    raw: handOut(raw),
  };
}
