/** Requests that are right by the document, and name what is there, but not in the place to which they go. */

import type { StatefulResponse } from "../operations/by-hand.ts";
import { present } from "../tenants.ts";
import { chatOn, receivedIn } from "./chats.ts";

export const onOtherChannel: StatefulResponse = {
  request: async (first, tenant) => {
    const { id: chatId } = await chatOn(tenant, { type: "twilio", state: "open" });
    const { id: messageId } = await receivedIn(tenant, chatId);
    return { ...first, path: { ...first.path, chatId, messageId } };
  },
  reason: /Only blooio channels can do this/,
};

export const messageOfOtherChat: StatefulResponse = {
  request: async (first, tenant) => {
    const { id: otherChatId } = await chatOn(tenant, { type: "twilio", state: "open" });
    const { id: messageId } = await receivedIn(tenant, otherChatId);
    return { ...first, path: { ...first.path, messageId } };
  },
  reason: /no message .* in chat/,
};

export const onUnlinkedGroup: StatefulResponse = {
  request: async (first, { facade: { blooio: client } }) => {
    const channels = await client.channels.list({ type: "blooio", status: "active" }).toArray({ limit: 1 });
    const group = await client.groups.create({ channel_id: present(channels[0]).id, members: ["+15555550198"] });
    return { ...first, path: { groupId: group.id } };
  },
  reason: /not linked to a chat/,
};

export const addressOfAnother: StatefulResponse = {
  request: async (first, { facade: { blooio: client } }) => {
    const others = await client.contacts.list().toArray({ limit: 2 });
    const other = present(others.find(({ id }) => id !== first.path["contactId"]));
    return { ...first, body: { ...(first.body as object), identifier: other.identities?.[0]?.identifier } };
  },
  reason: /belongs to the contact/,
};
