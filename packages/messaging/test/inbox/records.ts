/** What both services have in the tests of the inbox, and responses to requests by their paths. */

import { json, type Responder, type SentRequest } from "../scripted-fetch.ts";

export const now: number = Date.parse("2026-11-20T12:00:00Z");
export const minutesAgo = (minutes: number): number => now - minutes * 60_000;
const iso = (time: number): string => new Date(time).toISOString();

const person = { id: "17", name: "Ada", profileImageUrl: null, username: "ada" };

export const conversationAt = (id: string, time: number, platform = "instagram"): object => ({
  id,
  accountId: "98",
  platform,
  participants: [person],
  createdAt: iso(time),
  updatedAt: iso(time),
});

export const chatAt = (id: string, time: number): object => ({
  id,
  channel_type: "blooio",
  contact_id: `ct_${id}`,
  identity_id: "cid_1",
  last_message_at: time,
});

export const contact: object = { id: "ct_1", name: "Grace", identities: [{ id: "cid_1", identifier: "+15555550142" }] };

export const written: object = {
  id: "m1",
  chat_id: "c1",
  direction: "inbound",
  text: "Hello",
  created_at: now,
  status: "received",
};

/** Responds by method and path, or by the path alone. */
export const route =
  (responses: Readonly<Record<string, Responder | object>>): Responder =>
  (request: SentRequest) => {
    const path = request.url.pathname.replace(/^\/v\d/, "");
    const found = responses[`${request.method} ${path}`] ?? responses[path];
    if (found === undefined) throw new Error(`nothing responds to ${request.method} ${path}`);
    return typeof found === "function" ? (found as Responder)(request) : json(200, found)(request);
  };

/** Blooio with one chat, in which one message was received, and which takes a reply. */
export const oneChat: Responder = route({
  "/chats": { data: [chatAt("c1", now)], has_more: false, next_cursor: null },
  "/contacts/ct_c1": { data: contact },
  "/chats/c1/messages": { data: [written], has_more: false, next_cursor: null },
  "POST /chats/c1/messages": { id: "m2", chat_id: "c1", status: "queued" },
});
