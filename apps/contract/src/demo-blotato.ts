import { isApiError, SwitchboardError } from "@switchboard/messaging";
import { createBlotato, type Blotato, type Conversation } from "@switchboard/messaging/blotato";

import { countBy } from "./count-by.ts";
import type { Transcript } from "./transcript.ts";

/** Lists, reads, sends and fails on Blotato. */
export async function demonstrateBlotato(baseUrl: string, transcript: Transcript): Promise<void> {
  const blotato = createBlotato({ apiKey: "demo-key", baseUrl });
  transcript.section("Blotato: direct messages on Facebook, Instagram and X");
  const conversations = await listConversations(blotato, transcript);
  const conversation = conversations.find(
    ({ platform, participants }) => platform === "instagram" && participants[0]?.id,
  );
  transcript.check(conversation !== undefined, "there is an Instagram conversation to reply to");
  await readConversation(blotato, conversation, transcript);
  await replyTo(blotato, conversation, transcript);
  await showErrors(blotato, conversations, transcript);
}

async function listConversations(blotato: Blotato, transcript: Transcript): Promise<Conversation[]> {
  transcript.call("for await (const { items } of blotato.conversations.list({ limit: 60 }).pages())");
  const conversations: Conversation[] = [];
  let pages = 0;
  for await (const { items, nextCursor } of blotato.conversations.list({ limit: 60 }).pages()) {
    pages += 1;
    conversations.push(...items);
    transcript.line(
      `page ${pages}: ${items.length} conversations, ${nextCursor === undefined ? "the last page" : "and more to come"}`,
    );
  }
  transcript.line(countBy(conversations, ({ platform }) => platform));
  transcript.check(pages > 2, "the list took several pages");
  transcript.check(
    new Set(conversations.map(({ id }) => id)).size === conversations.length,
    "no conversation came twice",
  );
  return conversations;
}

async function readConversation(
  blotato: Blotato,
  { id, participants }: Conversation,
  transcript: Transcript,
): Promise<void> {
  transcript.call(`await blotato.messages.list({ conversationId: "${id}" }).toArray({ limit: 6 })`);
  const messages = await blotato.messages.list({ conversationId: id }).toArray({ limit: 6 });
  const person = participants[0];
  transcript.line(`with ${person?.name ?? person?.username ?? "somebody without a name"}, the oldest of them first:`);
  for (const { text, senderId } of messages.toReversed()) transcript.message(text, senderId !== person?.id);
  transcript.check(
    messages.every(({ conversationId }) => conversationId === id),
    "each message belongs to the conversation",
  );
}

async function replyTo(blotato: Blotato, conversation: Conversation, transcript: Transcript): Promise<void> {
  const text = "Thank you for writing! A colleague will reply to you today.";
  transcript.call(`await blotato.messages.reply(conversation, "${text}")`);
  const message = await blotato.messages.reply(conversation, text);
  transcript.line(`accepted as message ${message.id}, status ${message.status}`);
  const delivered = await blotato.messages.waitUntilDelivered(message, { until: "delivered" });
  transcript.line(`followed until its status was ${delivered.status}`);
  transcript.check(delivered.status === "delivered", "the message was delivered");
  const stored = await blotato.messages.list({ conversationId: conversation.id }).toArray({ limit: 100 });
  transcript.check(stored.filter((other) => other.text === text).length === 1, "it stands in the conversation once");
  const newest = await blotato.conversations.list().first();
  transcript.check(newest?.id === conversation.id, "its conversation moved to the top of the list");
}

async function showErrors(
  blotato: Blotato,
  conversations: readonly Conversation[],
  transcript: Transcript,
): Promise<void> {
  transcript.call('await blotato.conversations.get("0")');
  const missing: unknown = await blotato.conversations.get("0").catch((error: unknown) => error);
  transcript.check(isApiError(missing, "blotato"), "a missing conversation is an ApiError of Blotato");
  transcript.line(missing.message);
  transcript.line(
    `kind ${missing.kind}, status ${missing.status}, requestId ${missing.requestId ?? "none"}, maybeSent ${missing.maybeSent}`,
  );
  transcript.check(missing.kind === "notFound", 'its kind is "notFound"');

  const bluesky = conversations.find(({ platform }) => platform === "bluesky");
  transcript.check(bluesky !== undefined, "there is a Bluesky conversation");
  transcript.call('await blotato.messages.reply(blueskyConversation, "Hello")');
  const rejected: unknown = await blotato.messages.reply(bluesky, "Hello").catch((error: unknown) => error);
  transcript.check(
    rejected instanceof SwitchboardError && !isApiError(rejected),
    "what cannot be replied to is rejected before any request",
  );
  transcript.line(rejected.message);
}
