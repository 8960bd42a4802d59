import type { AccountContext, Channel, ListChannelsQuery } from "@switchboard/blooio";

import type { CallOptions } from "../call.ts";
import { Listing, type ListOptions } from "../paginate.ts";
import { pathParameter } from "../path-parameter.ts";
import type { BlooioContext } from "./context.ts";
import { dataOf } from "./send.ts";

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

export function createChannels({ raw, run, settings }: BlooioContext): Channels {
  return {
    list: (query = {}, options = {}) =>
      new Listing<Channel>(
        async (start, pageOptions) => {
          const page = await run("listChannels", pageOptions, (init) =>
            raw.GET("/channels", { ...init, params: { query: { ...query, ...start } } }),
          );
          return { items: page.data, cursor: page.next_cursor, hasMore: page.has_more };
        },
        query.cursor,
        options,
        settings.redact,
      ),
    get: async (channel, options = {}) => {
      const path = { channel: pathParameter("channel", channel) };
      return run(
        "getChannel",
        options,
        (init) => raw.GET("/channels/{channel}", { ...init, params: { path } }),
        dataOf,
      );
    },
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

export function createAccount({ raw, run }: BlooioContext): Account {
  return {
    get: async (options = {}) => run("getMe", options, (init) => raw.GET("/me", { ...init }), dataOf),
  };
}
