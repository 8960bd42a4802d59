import { newIdempotencyKey } from "../service/idempotency-key.ts";
import { act, read } from "./ask.ts";
import type { InboxApi, Thread, ThreadMessage } from "./thread.ts";

interface Chat {
  readonly id: string;
  readonly channel_type?: string;
  readonly contact_id?: string | null;
  readonly identity_id?: string | null;
  readonly group_id?: string | null;
  readonly state?: string;
  readonly last_message_at?: number | null;
}

interface Contact {
  readonly id: string;
  readonly name?: string | null;
  readonly identities?: readonly { readonly identifier?: string }[];
}

interface Group {
  readonly id: string;
  readonly name?: string | null;
  readonly members?: readonly { readonly contact_id?: string | null; readonly identifier?: string }[];
}

interface Message {
  readonly id: string;
  readonly direction?: string;
  readonly type?: string;
  readonly text?: string | null;
  readonly status?: string;
  readonly error?: { readonly code?: string; readonly message?: string } | null;
  readonly created_at?: number;
}

const final = new Set(["read", "failed", "superseded", "received"]);

export const blooioInbox: InboxApi = {
  async threads(limit) {
    const [{ data: chats }, { data: contacts }, { data: groups }] = await Promise.all([
      read<{ data: readonly Chat[] }>("blooio", "listChats", { limit }),
      read<{ data: readonly Contact[] }>("blooio", "listContacts", { limit: 200 }),
      read<{ data: readonly Group[] }>("blooio", "listGroups", { limit: 200 }),
    ]);
    const names = new Map(contacts.map(({ id, identities, name }) => [id, name ?? identities?.[0]?.identifier]));
    for (const { id, members = [], name } of groups) {
      const those = members.map(({ contact_id: contactId, identifier }) => names.get(contactId ?? "") ?? identifier);
      names.set(id, name ?? those.join(", "));
    }
    return chats.map((chat) => threadOf(chat, names));
  },
  async messages({ id }, limit) {
    const { data } = await read<{ data: readonly Message[] }>("blooio", "listChatMessages", { chatId: id, limit });
    return data.map(messageOf).toReversed();
  },
  async send({ id }, text) {
    const parameters = { chatId: id, "Idempotency-Key": newIdempotencyKey() };
    await act("blooio", "sendMessageToChat", parameters, { text });
  },
  inbound: ({ id }, text) => ({ chatId: id, text }),
};

/** Of a stranger the chat tells an id alone: its end is what people can tell apart. */
function threadOf(
  { channel_type, contact_id, group_id, id, identity_id, last_message_at, state }: Chat,
  names: ReadonlyMap<string, string | undefined>,
): Thread {
  const isGroup = typeof group_id === "string";
  const whose = group_id ?? contact_id ?? identity_id ?? id;
  return {
    api: "blooio",
    id,
    title: names.get(whose) || `${isGroup ? "Group" : "Person"} …${whose.slice(-6)}`,
    via: channel_type ?? "unknown channel",
    lastAt: last_message_at ?? undefined,
    closed: state === undefined || state === "open" ? undefined : `This chat is ${state}.`,
  };
}

function messageOf({ created_at = 0, direction, error, id, status = "unknown", text, type }: Message): ThreadMessage {
  const isOurs = direction !== "inbound";
  return {
    id,
    isOurs,
    text: text ?? `(${type ?? "no text"})`,
    status,
    // Not every channel tells of a reading: what was delivered is looked at again with the next change only.
    isMoving: isOurs && !final.has(status) && status !== "delivered",
    failure: error?.message ?? error?.code,
    at: created_at,
  };
}
