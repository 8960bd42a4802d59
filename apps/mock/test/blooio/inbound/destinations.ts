import { beforeAll, beforeEach } from "vitest";

import { type Item, testApi, type TestApi } from "../blooio-api.ts";

export interface Destinations {
  readonly api: TestApi;
  /** As each tenant has them before anything arrives. */
  readonly chats: readonly Item[];
  /** A channel of a type and with a status. */
  channelOf(type: string, status?: string): Item;
  /** A chat with one person, in which something was said, on a channel of a type and with a status. */
  chatOf(type: string, state?: string, status?: string): Item;
}

/** The phone number of a person whom no tenant knows yet. */
export const someone = "+15555550199";

/** The channels and chats at which messages arrive in the tests of one file; each test is a minute after the one before. */
export function testDestinations(): Destinations {
  const api = testApi();
  const channels: Item[] = [];
  const chats: Item[] = [];

  beforeAll(async () => {
    channels.push(...(await api.walk("/channels", 200)));
    chats.push(...(await api.walk("/chats", 200)));
  });

  beforeEach(() => {
    api.clock.advance("1m");
  });

  return {
    api,
    chats,
    channelOf: (type, status = "active") =>
      channels.find((channel) => channel["type"] === type && channel["status"] === status) as Item,
    chatOf: (type, state = "open", status = "active") =>
      chats.find(
        (chat) =>
          chat["channel_type"] === type &&
          chat["state"] === state &&
          chat["group_id"] === null &&
          chat["last_message_at"] !== null &&
          channels.some((channel) => channel.id === chat["channel_id"] && channel["status"] === status),
      ) as Item,
  };
}
