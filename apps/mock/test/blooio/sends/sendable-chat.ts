import type { Item, TestApi } from "../blooio-api.ts";

/** An open chat with one person, on an active channel of a type. */
export async function sendableChat(api: TestApi, type: string): Promise<Item> {
  const channels = await api.walk("/channels?status=active", 200);
  const chats = await api.walk(`/chats?type=${type}&state=open`, 200);
  const isActive = (chat: Item): boolean => channels.some(({ id }) => id === chat["channel_id"]);
  return chats.find((chat) => isActive(chat) && chat["group_id"] === null) as Item;
}
