import type { BlooioMethods } from "@switchboard/blooio";

import type { ClientOptions } from "../call.ts";
import { createCore, type CallInit, type RawOptions } from "../caller.ts";
import { createAccount, createChannels, type Account, type Channels } from "./channels.ts";
import { createChats, type Chats } from "./chats.ts";
import { createMessages, type Messages } from "./messages.ts";
import { profile } from "./profile.ts";

/** A client of Blooio. */
export interface Blooio {
  readonly account: Account;
  readonly channels: Channels;
  readonly chats: Chats;
  readonly messages: Messages;
  /** Every operation by its method and path, with the same key, retries and timeouts; it gives `{ data, error, response }`. */
  readonly raw: BlooioMethods<RawOptions>;
}

/**
 * Creates a client of Blooio's API v4, a beta.
 *
 * @throws TypeError when the key cannot be sent in a header, SwitchboardError when a limit is not a number of milliseconds
 * @example
 * const blooio = createBlooio({ apiKey: "your-key" });
 * const newest = await blooio.chats.list().first();
 */
export function createBlooio(options: ClientOptions): Blooio {
  const core = createCore<BlooioMethods<CallInit>>(profile, options);
  return {
    account: createAccount(core),
    channels: createChannels(core),
    chats: createChats(core),
    messages: createMessages(core),
    raw: core.raw,
  };
}
