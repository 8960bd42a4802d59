import type { paths } from "@switchboard/blooio";
import type { TypedClient } from "@switchboard/typed-fetch";

import { createCore, type RawOptions } from "../core/client.ts";
import type { ClientOptions } from "../core/options.ts";
import { createAccount, type Account } from "./account.ts";
import { createChannels, type Channels } from "./channels.ts";
import { createChats, type Chats } from "./chats.ts";
import { createContacts, type Contacts } from "./contacts.ts";
import { plainBlooio, type PlainBlooio } from "./generated/index.ts";
import { createMessages, type Messages } from "./messages.ts";
import { createNumbers, type Numbers } from "./numbers.ts";
import { profile } from "./profile.ts";

/** A client of Blooio. */
export interface Blooio extends PlainBlooio {
  readonly account: Account;
  readonly channels: Channels;
  readonly chats: Chats;
  readonly contacts: Contacts;
  readonly messages: Messages;
  readonly numbers: Numbers;
  /**
   * The generated client: every operation by its method and path, with the same key, retries and limits. It gives
   * `{ data, error, response }`; `use` adds middleware, for the other methods of this client too.
   */
  readonly raw: BlooioRaw;
}

/** The generated client of Blooio, with the retries and limits of this package. */
export interface BlooioRaw extends TypedClient<paths, RawOptions> {}

/**
 * Creates a client of Blooio's API v4, a beta.
 *
 * @throws SwitchboardError when the key is missing or cannot be sent in a header, or another option cannot be used
 * @example
 * const blooio = createBlooio({ apiKey: "your-key" });
 * const newest = await blooio.chats.list().first();
 */
export function createBlooio(options: ClientOptions = {}): Blooio {
  const { core, raw } = createCore(profile, options);
  return {
    ...plainBlooio(core),
    account: createAccount(core),
    channels: createChannels(core),
    chats: createChats(core),
    contacts: createContacts(core),
    messages: createMessages(core),
    numbers: createNumbers(core),
    raw: raw as BlooioRaw,
  };
}
