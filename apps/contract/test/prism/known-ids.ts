import type { Api } from "../specification.ts";
import { present, type World } from "../worlds.ts";
import type { KnownIds } from "./corpus.ts";

/** Finds ids for the requests of the corpus. What it finds is there in every fresh world, but for the post, which it makes. */
export const knownIds: Readonly<Record<Api, (world: World) => Promise<KnownIds>>> = {
  async blotato({ facade: { blotato } }) {
    const { postSubmissionId } = await blotato.posts.publish({
      accountId: "40115",
      content: { text: "The oven is warm.", mediaUrls: [], platform: "bluesky" },
      target: { targetType: "bluesky" },
    });
    const { id: conversationId } = present(await blotato.conversations.list().first());
    return { path: { accountId: "40113", conversationId, postSubmissionId }, fields: {} };
  },
  async blooio({ facade: { blooio } }) {
    const chats = await blooio.chats.list({ type: "blooio", state: "open" }).toArray({ limit: 200 });
    const chat = present(chats.find(({ contact_id }) => contact_id !== null));
    const message = present(await blooio.chats.messages(chat.id).first());
    const group = present(chats.find(({ group_id }) => group_id !== null));
    return {
      path: { chatId: chat.id, messageId: message.id, channel: "+15555550101" },
      fields: {
        channel_id: present(chat.channel_id),
        contact_id: present(chat.contact_id),
        group_id: present(group.group_id),
        reply_to: message.id,
      },
    };
  },
};
