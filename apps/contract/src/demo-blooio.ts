import { createBlooio, type Blooio, type Chat } from "@switchboard/messaging/blooio";

import { countBy } from "./count-by.ts";
import type { Transcript } from "./transcript.ts";

/** Lists, reads and sends on Blooio. */
export async function demonstrateBlooio(baseUrl: string, transcript: Transcript): Promise<void> {
  const blooio = createBlooio({ apiKey: "demo-key", baseUrl });
  transcript.section("Blooio: chats over iMessage, SMS, RCS and WhatsApp");
  const chats = await listChats(blooio, transcript);
  const chat = chats.find(
    ({ channel_type, state, contact_id }) => channel_type === "blooio" && state === "open" && contact_id,
  );
  transcript.check(chat !== undefined, "there is an open iMessage chat");
  await showParticipants(blooio, chats, chat, transcript);
  await readChat(blooio, chat, transcript);
  await sendIntoChat(blooio, chat, transcript);
}

async function listChats(blooio: Blooio, transcript: Transcript): Promise<Chat[]> {
  transcript.call("for await (const { items } of blooio.chats.list({ limit: 60 }).pages())");
  const chats: Chat[] = [];
  let pages = 0;
  for await (const { items, nextCursor } of blooio.chats.list({ limit: 60 }).pages()) {
    pages += 1;
    chats.push(...items);
    transcript.line(
      `page ${pages}: ${items.length} chats, ${nextCursor === undefined ? "the last page" : "and more to come"}`,
    );
  }
  transcript.line(countBy(chats, ({ channel_type }) => channel_type ?? "unknown"));
  transcript.check(pages > 2, "the list took several pages");
  transcript.check(new Set(chats.map(({ id }) => id)).size === chats.length, "no chat came twice");
  return chats;
}

async function showParticipants(
  blooio: Blooio,
  chats: readonly Chat[],
  chat: Chat,
  transcript: Transcript,
): Promise<void> {
  transcript.call(`await blooio.chats.participants(chat)`);
  const [person] = await blooio.chats.participants(chat);
  transcript.line(`the chat is with ${person?.name ?? "a stranger"}, ${person?.identifier ?? "at an unknown address"}`);
  transcript.check(person?.contact?.id === chat.contact_id, "it is the contact of the chat");
  const group = chats.find(({ group_id: id }) => id);
  transcript.check(group !== undefined, "there is a group chat");
  const members = await blooio.chats.participants(group);
  transcript.line(`in a group: ${members.map(({ identifier, name }) => name ?? identifier).join(", ")}`);
  transcript.check(members.length > 1, "a group has several members");
}

async function readChat(blooio: Blooio, { id }: Chat, transcript: Transcript): Promise<void> {
  transcript.call(`await blooio.chats.messages("${id}").toArray({ limit: 6 })`);
  const messages = await blooio.chats.messages(id).toArray({ limit: 6 });
  for (const { text, direction, type } of messages.toReversed()) {
    transcript.message(text ?? `(${type ?? "something"} without a text)`, direction === "outbound");
  }
  transcript.check(
    messages.every(({ chat_id }) => chat_id === id),
    "each message belongs to the chat",
  );
}

async function sendIntoChat(blooio: Blooio, chat: Chat, transcript: Transcript): Promise<void> {
  const text = "Thank you, we will call you back within the hour.";
  transcript.call(`await blooio.chats.send("${chat.id}", { text: "${text}" })`);
  const message = await blooio.chats.send(chat.id, { text });
  transcript.line(
    `accepted as ${message.id}, status ${message.status ?? "unknown"}, protocol ${message.protocol ?? "unknown"}`,
  );
  const { status, protocol } = await blooio.messages.waitUntilDelivered(message, { until: "delivered" });
  transcript.line(`followed until its status was ${status ?? "unknown"}, over ${protocol ?? "an unknown protocol"}`);
  transcript.check(status === "delivered", "the message was delivered");

  const idempotencyKey = "demo-booking-1";
  transcript.call(`await blooio.chats.send("${chat.id}", { text: … }, { idempotencyKey: "${idempotencyKey}" }), twice`);
  const first = await blooio.chats.send(chat.id, { text: "See you then!" }, { idempotencyKey });
  const second = await blooio.chats.send(chat.id, { text: "See you then!" }, { idempotencyKey });
  transcript.check(first.id === second.id, "with the same idempotency key both calls give the same message");
  const stored = await blooio.chats.messages(chat.id).toArray({ limit: 100 });
  transcript.check(stored.filter((other) => other.text === "See you then!").length === 1, "it stands in the chat once");
  const newest = await blooio.chats.list().first();
  transcript.check(newest?.id === chat.id, "its chat moved to the top of the list");
}
