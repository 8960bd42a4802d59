import type { AccountContext, Channel, ChannelPage, ListChannelsQuery } from "@switchboard/blooio";

import type { CallOptions } from "../settings.ts";
import type { Listing, ListOptions } from "../paginate.ts";
import type { BlooioCore } from "./core.ts";
import { dataOf, pageOf } from "./envelope.ts";

/** The senders of the organization. */
export interface Channels {
  /**
   * Lists channels.
   *
   * @example
   * const active = await blooio.channels.list({ status: "active" }).toArray({ limit: 50 });
   */
  list(query?: ListChannelsQuery, options?: ListOptions): Listing<Channel>;

  /**
   * Gets one channel.
   *
   * @param channel its id, its phone number or its alias
   * @throws ApiError of the kind `notFound` when there is no such channel
   * @example
   * const { status } = await blooio.channels.get("+15555550100");
   */
  get(channel: string, options?: CallOptions): Promise<Channel>;
}

/** The part of a client that is its `channels`. */
export function createChannels({ list, raw, run }: BlooioCore): Channels {
  return {
    list: (given = {}, options = {}) =>
      list(
        "listChannels",
        given,
        options,
        (init, query) => raw.GET("/channels", { ...init, params: { query } }),
        pageOf<ChannelPage>,
      ),
    get: (channel, options = {}) =>
      run(
        "getChannel",
        options,
        (init) => raw.GET("/channels/{channel}", { ...init, params: { path: { channel } } }),
        dataOf,
      ),
  };
}

/** The organization behind the key. */
export interface Account {
  /**
   * Gets the organization, its numbers and usage; the vendor does not document the fields.
   *
   * @throws ApiError of the kind `auth` when the key is not valid
   * @example
   * console.log(Object.keys(await blooio.account.get()));
   */
  get(options?: CallOptions): Promise<AccountContext>;
}

/** The part of a client that is its `account`. */
export function createAccount({ raw, run }: BlooioCore): Account {
  return {
    get: (options = {}) => run("getMe", options, (init) => raw.GET("/me", init), dataOf),
  };
}
