import type { BlooioMethods } from "@switchboard/blooio";

import type { ClientOptions } from "../settings.ts";
import { assemble, type RawOptions } from "../caller.ts";
import { createAccount, createChannels, type Account, type Channels } from "./channels.ts";
import { createChats, type Chats } from "./chats.ts";
import type { BlooioPart } from "./core.ts";
import { createMessages, type Messages } from "./messages.ts";
import { profile } from "./profile.ts";
import { createRaw } from "./raw.ts";

/** A client of Blooio. */
export interface Blooio {
  readonly account: Account;
  readonly channels: Channels;
  readonly chats: Chats;
  readonly messages: Messages;
  /** Every operation by its method and path, with the same key, retries and timeouts; it gives `{ data, error, response }`. */
  readonly raw: BlooioMethods<RawOptions>;
}

/** A client of Blooio with the parts that were asked for. Written out here, it has a name that declarations can import. */
export type BlooioWith<Parts extends Readonly<Record<string, BlooioPart<unknown>>>> = {
  readonly [Name in keyof Parts]: ReturnType<Parts[Name]>;
};

/**
 * Creates a client of Blooio's API v4, a beta.
 *
 * @throws TypeError when the key cannot be sent in a header, SwitchboardError when a limit is not a number of milliseconds
 * @example
 * const blooio = createBlooio({ apiKey: "your-key" });
 * const newest = await blooio.chats.list().first();
 */
export function createBlooio(options: ClientOptions): Blooio {
  return createBlooioWith(
    {
      account: createAccount,
      channels: createChannels,
      chats: createChats,
      messages: createMessages,
      raw: createRaw,
    },
    options,
  );
}

/**
 * Creates a client with some parts only, for a program whose size matters: a bundler leaves out the others.
 *
 * @throws like {@link createBlooio}
 * @example
 * import { chats, createBlooioWith } from "@switchboard/messaging/blooio";
 *
 * const blooio = createBlooioWith({ chats }, { apiKey: "your-key" });
 * const newest = await blooio.chats.list().first();
 * if (newest) await blooio.chats.send(newest.id, { text: "Hello" });
 */
export function createBlooioWith<Parts extends Readonly<Record<string, BlooioPart<unknown>>>>(
  parts: Parts,
  options: ClientOptions,
): BlooioWith<Parts> {
  return assemble(parts, profile, options);
}
