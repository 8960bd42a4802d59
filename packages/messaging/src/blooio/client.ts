import { createBlooioClient, type BlooioClient } from "@switchboard/blooio";

import { settingsOf, type ClientOptions } from "../call.ts";
import { createTransport } from "../transport.ts";
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
  /** The generated client below, with the same key, retries and timeouts; it gives `{ data, error, response }`. */
  readonly raw: BlooioClient;
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
  const settings = settingsOf(profile, options);
  const { handOut, transport, run } = createTransport(settings);
  const { apiKey, baseUrl } = options;
  const raw = createBlooioClient({ apiKey, ...(baseUrl !== undefined && { baseUrl }), ...transport });
  const context = { raw, run, settings };
  return {
    account: createAccount(context),
    channels: createChannels(context),
    chats: createChats(context),
    messages: createMessages(context),
    raw: handOut(raw),
  };
}
