import type { BlotatoMethods } from "@switchboard/blotato";

import type { ClientOptions } from "../settings.ts";
import { assemble, type RawOptions } from "../caller.ts";
import { createAccounts, type Accounts } from "./accounts.ts";
import { createConversations, type Conversations } from "./conversations.ts";
import type { BlotatoPart } from "./core.ts";
import { createMedia, type Media } from "./media.ts";
import { createMessages, type Messages } from "./messages.ts";
import { createPosts, type Posts } from "./posts.ts";
import { profile } from "./profile.ts";
import { createRaw } from "./raw.ts";

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

/** A client of Blotato with the parts that were asked for. Written out here, it has a name that declarations can import. */
export type BlotatoWith<Parts extends Readonly<Record<string, BlotatoPart<unknown>>>> = {
  readonly [Name in keyof Parts]: ReturnType<Parts[Name]>;
};

/**
 * Creates a client of Blotato's API v2.
 *
 * @throws TypeError when the key cannot be sent in a header, SwitchboardError when a limit is not a number of milliseconds
 * @example
 * const blotato = createBlotato({ apiKey: "your-key" });
 * const newest = await blotato.conversations.list().first();
 */
export function createBlotato(options: ClientOptions): Blotato {
  return createBlotatoWith(
    {
      accounts: createAccounts,
      conversations: createConversations,
      media: createMedia,
      messages: createMessages,
      posts: createPosts,
      raw: createRaw,
    },
    options,
  );
}

/**
 * Creates a client with some parts only, for a program whose size matters: a bundler leaves out the others.
 *
 * @throws like {@link createBlotato}
 * @example
 * import { conversations, createBlotatoWith, messages } from "@switchboard/messaging/blotato";
 *
 * const blotato = createBlotatoWith({ conversations, messages }, { apiKey: "your-key" });
 * const newest = await blotato.conversations.list().first();
 * if (newest) await blotato.messages.reply(newest, "Hello");
 */
export function createBlotatoWith<Parts extends Readonly<Record<string, BlotatoPart<unknown>>>>(
  parts: Parts,
  options: ClientOptions,
): BlotatoWith<Parts> {
  return assemble(parts, profile, options);
}
