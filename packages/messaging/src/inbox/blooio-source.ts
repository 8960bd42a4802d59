import type { Chat, Message } from "@switchboard/blooio";

import type { Blooio } from "../blooio/client.ts";
import type { ChatParticipant } from "../blooio/participants.ts";
import type { SentMessage } from "../blooio/send.ts";
import { unlessGone } from "../core/errors.ts";
import { persist, persistentPages, type Run } from "./persist.ts";
import type { InboxConversation, InboxMessage, InboxSent, Person } from "./shape.ts";
import { oldestFirst, rejectOptions, remembering, type Found, type Look, type Source } from "./source.ts";

const pageSize = 100;
/** How often one look walks the chats. Where more of them were active than a page holds, the next look continues. */
const mostPasses = 3;

/** @param senderOf who wrote a message, where its event says so */
export function blooioSource({ chats, messages }: Blooio, senderOf: (messageId: string) => Person | undefined): Source {
  const peopleOf = remembering((chat: Chat, options) => unlessGone(chats.participants(chat, options)));
  /** When each chat was last active as it was last read. */
  let activity = new Map<string, number>();

  /** What came in, newest first. */
  async function readChat(chat: Chat, { isNew, since, ...run }: Look): Promise<InboxMessage[]> {
    const list = (cursor?: string) => chats.messages(chat.id, { limit: pageSize, cursor }, { signal: run.signal });
    const pages = persistentPages(list, run);
    const found: InboxMessage[] = [];
    // A chat may be gone since it was listed.
    for (let page; (page = await unlessGone(pages.next())), page?.done === false;) {
      for (const raw of page.value.items) {
        if (timeOf(raw, chat) < since) return found;
        if (!isInbound(raw) || !isNew(raw.id)) continue;
        found.push(messageFrom(raw, chat, senderOf(raw.id) ?? (await writerOf(chat, run))));
      }
    }
    return found;
  }

  /** In a group nobody knows who it was, without the event. */
  async function writerOf(chat: Chat, run: Run): Promise<Person | undefined> {
    if (typeof chat.group_id === "string") return undefined;
    const people = await persist(() => peopleOf(chat, { signal: run.signal }), run);
    return personFrom(people?.[0]);
  }

  async function look(wanted: Look): Promise<Found> {
    const { named, overlap, since, ...run } = wanted;
    const [before, found] = [activity, new Map<string, InboxMessage>()];
    activity = new Map();
    const list = (cursor?: string) => chats.list({ limit: pageSize, cursor }, { signal: run.signal });
    let [until, completeTo, newestAtFirst] = [since, undefined as number | undefined, undefined as number | undefined];
    for (let pass = 0; pass < mostPasses && completeTo === undefined; pass += 1) {
      let [newest, pages] = [undefined as number | undefined, 0];
      walk: for await (const { items } of persistentPages(list, run)) {
        pages += 1;
        for (const chat of items) {
          const at = chat.last_message_at ?? undefined;
          if (at === undefined) continue;
          newest ??= at;
          if (at < until) break walk;
          const isSame =
            activity.get(chat.id) === at || (named !== undefined && !named.has(chat.id) && before.get(chat.id) === at);
          const unread = isSame ? [] : await readChat(chat, wanted);
          for (const message of unread.toReversed()) found.set(message.id, message);
          activity.set(chat.id, at);
        }
      }
      if (newest === undefined) break;
      newestAtFirst ??= newest;
      // One page is a view of one moment. A walk over several misses the chats that move up meanwhile, by a message that may be listed
      // late, and is done once more for them. Chats that do not move are read by the first walk alone, so no more is complete than
      // what was there at its begin.
      if (pages === 1) completeTo = newestAtFirst;
      until = Math.max(since, newest - overlap);
    }
    return { messages: oldestFirst(found.values()), completeTo };
  }

  const withPeople = async (raw: Chat) => conversationFrom(raw, await chats.participants(raw));

  return {
    look,

    async *conversations() {
      for await (const raw of chats.list({}, { distinct: true })) yield await withPeople(raw);
    },

    conversation: async (id) => withPeople(await chats.get(id)),

    async *messages({ id, people, raw }) {
      const only = people.length === 1 ? people[0] : undefined;
      for await (const message of chats.messages(id, {}, { distinct: true }))
        yield messageFrom(message, raw, isInbound(message) ? (senderOf(message.id) ?? only) : undefined);
    },

    async reply(to, text, { pageId, recipientId, responseType, tag, ...options }) {
      rejectOptions("Blooio", { pageId, recipientId, responseType, tag });
      const chatId = "people" in to ? to.id : to.conversationId;
      return sentFrom(await chats.send(chatId, { text }, options), chatId);
    },

    async follow({ conversationId, id, raw }, { until = "delivered", ...options }) {
      const { status } = await messages.waitUntilDelivered({ id, chat_id: conversationId }, { until, ...options });
      return { ...sentFrom(raw, conversationId), status: status ?? until };
    },
  };
}

/** A message without a time has that of its chat. */
const timeOf = ({ created_at: at }: Message, { last_message_at: latest }: Chat): number => at ?? latest ?? Date.now();

const isInbound = ({ direction, status }: Message): boolean =>
  direction === "inbound" || (direction === undefined && status === "received");

const conversationFrom = (raw: Chat, participants: readonly ChatParticipant[]): InboxConversation => ({
  service: "blooio",
  raw,
  id: raw.id,
  network: raw.channel_type ?? "unknown",
  people: participants.map(personFrom),
  lastActivityAt: typeof raw.last_message_at === "number" ? new Date(raw.last_message_at) : undefined,
});

const messageFrom = (raw: Message, chat: Chat, person: Person | undefined): InboxMessage => ({
  service: "blooio",
  raw,
  id: raw.id,
  conversationId: chat.id,
  network: raw.channel_type ?? chat.channel_type ?? "unknown",
  direction: isInbound(raw) ? "inbound" : "outbound",
  person,
  text: raw.text ?? undefined,
  attachments: (raw.attachments ?? []).map(({ caption, media_type: mediaType, size, url }) => ({
    url: url ?? undefined,
    mediaType: mediaType ?? undefined,
    size: size ?? undefined,
    caption: caption ?? undefined,
  })),
  status: raw.status ?? "unknown",
  at: new Date(timeOf(raw, chat)),
});

const sentFrom = (raw: SentMessage, conversationId: string): InboxSent => ({
  service: "blooio",
  raw,
  id: raw.id,
  conversationId: raw.chat_id ?? conversationId,
  status: raw.status ?? "queued",
});

const personFrom = ({ contact, identifier, name }: Partial<ChatParticipant> = {}): Person => ({
  id: contact?.id,
  name,
  address: identifier,
  handle: undefined,
});
