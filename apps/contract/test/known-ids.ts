import type { Api } from "./specification.ts";
import { present, type Tenant } from "./tenants.ts";

/** Ids that the mock has. */
export interface KnownIds {
  /** By the name of a path parameter. */
  readonly path: Readonly<Record<string, string>>;
  /** By the name of a field of a body, wherever it stands. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Finds ids for requests that are made from the spec. What it finds is there in every fresh tenant, but for the post, which it makes. */
export const knownIds: Readonly<Record<Api, (tenant: Tenant) => Promise<KnownIds>>> = {
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

/** A documented body with known ids in place of those of the documents. */
export function withKnown(value: unknown, known: KnownIds["fields"]): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, known[key] ?? withKnown(child, known)]));
}
