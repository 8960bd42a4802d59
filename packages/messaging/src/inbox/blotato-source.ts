import type { Conversation, Message, Participant } from "@switchboard/blotato";

import type { Blotato } from "../blotato/client.ts";
import { isInbound } from "../blotato/inbound.ts";
import type { ReplyOptions } from "../blotato/reply.ts";
import { unlessGone } from "../core/errors.ts";
import { persist, persistentPages } from "./persist.ts";
import type { InboxConversation, InboxMessage, InboxSent, Person } from "./shape.ts";
import { oldestFirst, rejectOptions, remembering, type Source } from "./source.ts";

const pageSize = 100;

export function blotatoSource({ conversations, messages }: Blotato): Source {
  const conversationOf = remembering(({ id }, options) => unlessGone(conversations.get(id, options)));

  return {
    async *conversations() {
      for await (const raw of conversations.list({}, { distinct: true })) yield conversationFrom(raw);
    },

    conversation: async (id) => conversationFrom(await conversations.get(id)),

    async *messages({ id, raw }) {
      for await (const message of messages.list({ conversationId: id }, { distinct: true }))
        yield messageFrom(message, raw as Conversation);
    },

    async look({ isNew, since, ...run }) {
      const found = new Map<string, InboxMessage>();
      let completeTo: number | undefined;
      const list = (cursor?: string) => messages.list({ limit: pageSize, cursor }, { signal: run.signal });
      walk: for await (const { items } of persistentPages(list, run)) {
        for (const raw of items) {
          const at = Date.parse(raw.createdAt);
          completeTo ??= at;
          if (at < since) break walk;
          if (!isNew(raw.id)) continue;
          const id = raw.conversationId;
          const conversation =
            id === null ? undefined : await persist(() => conversationOf({ id }, { signal: run.signal }), run);
          const message = messageFrom(raw, conversation);
          if (message.direction !== "outbound") found.set(raw.id, message);
        }
      }
      return { messages: oldestFirst([...found.values()].toReversed()), completeTo };
    },

    async reply(to, text, { idempotencyKey, ...options }) {
      rejectOptions("Blotato", { idempotencyKey });
      if ("people" in to) return sentFrom(await messages.reply(to.raw as Conversation, text, options));
      const { deadline, headers, retries, signal, timeout } = options;
      const startedAt = performance.now();
      const conversation = await conversations.get(to.conversationId, { deadline, headers, retries, signal, timeout });
      // The send gets what is left of the deadline.
      const left = deadline && { deadline: Math.max(0, deadline - (performance.now() - startedAt)) };
      return sentFrom(
        await messages.reply(conversation, text, { ...addressOf(to.raw as Message), ...options, ...left }),
      );
    },

    follow: async ({ raw }, { until = "delivered", ...options }) =>
      sentFrom(await messages.waitUntilDelivered(raw as Message, { until, ...options })),
  };
}

/** Where a reply to a message goes: back to whoever wrote it, on Facebook from the page to which they wrote. */
const addressOf = ({ platform, recipientId, senderId }: Message): Pick<ReplyOptions, "pageId" | "recipientId"> => ({
  ...(senderId !== null && { recipientId: senderId }),
  ...(platform === "facebook" && { pageId: recipientId }),
});

const conversationFrom = (raw: Conversation): InboxConversation => ({
  service: "blotato",
  raw,
  id: raw.id,
  network: raw.platform,
  people: raw.participants.map(personFrom),
  lastActivityAt: new Date(raw.updatedAt),
});

function messageFrom(raw: Message, conversation: Conversation | undefined): InboxMessage {
  const { participants = [] } = conversation ?? {};
  const inbound = isInbound(raw, { participants });
  const sender = participants.find(({ id }) => id !== null && id === raw.senderId) ?? onlyOne(participants);
  const stranger = { id: raw.senderId, name: null, username: null };
  return {
    service: "blotato",
    raw,
    id: raw.id,
    conversationId: raw.conversationId ?? "",
    network: raw.platform,
    direction: inbound === undefined ? "unknown" : inbound ? "inbound" : "outbound",
    person: inbound === false ? undefined : personFrom(sender ?? stranger),
    text: raw.text,
    attachments: [],
    status: raw.status,
    at: new Date(raw.createdAt),
  };
}

const sentFrom = (raw: Message): InboxSent => ({
  service: "blotato",
  raw,
  id: raw.id,
  conversationId: raw.conversationId ?? "",
  status: raw.status,
});

const onlyOne = <Item>(items: readonly Item[]): Item | undefined => (items.length === 1 ? items[0] : undefined);

const personFrom = ({ id, name, username }: Pick<Participant, "id" | "name" | "username">): Person => ({
  id: id ?? undefined,
  name: name ?? undefined,
  address: undefined,
  handle: username ?? undefined,
});
