import type { Chat, ListChatsQuery, Message } from "@switchboard/blooio";

import { present, type Tenant } from "../tenants.ts";

/** A chat with one person whose channel can send receipts, typing marks and reactions. */
export const blooioChat = async ({ facade }: Tenant): Promise<Chat> => {
  const chats = await facade.blooio.chats.list({ type: "blooio", state: "open" }).toArray({ limit: 20 });
  return present(chats.find(({ group_id }) => group_id === null));
};

/** The first chat that fits. */
export const chatOn = async ({ facade }: Tenant, query: ListChatsQuery): Promise<Chat> =>
  present(await facade.blooio.chats.list(query).first());

/** A message that the other side wrote. */
export const receivedIn = async ({ facade }: Tenant, chatId: string): Promise<Message> => {
  const messages = await facade.blooio.chats.messages(chatId).toArray({ limit: 50 });
  return present(messages.find(({ status }) => status === "received"));
};
