import { act, read } from "./ask.ts";
import { InboxError, type InboxApi, type Thread, type ThreadMessage } from "./thread.ts";

interface Conversation {
  readonly id: string;
  readonly accountId: string;
  readonly platform: string;
  readonly participants: readonly {
    readonly id: string | null;
    readonly name: string | null;
    readonly username: string | null;
  }[];
  readonly updatedAt: string;
}

interface Message {
  readonly id: string;
  readonly senderId: string | null;
  readonly recipientId: string;
  readonly text: string;
  readonly status: string;
  readonly errorMessage: string | null;
  readonly createdAt: string;
}

const final = new Set(["delivered", "failed"]);

export const blotatoInbox: InboxApi = {
  async threads(limit) {
    const { items } = await read<{ items: readonly Conversation[] }>("blotato", "listConversations", { limit });
    return items.map(threadOf);
  },
  async messages({ id }, limit) {
    const [{ participants }, { items }] = await Promise.all([conversation(id), listMessages(id, limit)]);
    const theirs = new Set(participants.map((participant) => participant.id));
    return items.map((message) => messageOf(message, !theirs.has(message.senderId))).toReversed();
  },
  async send({ id }, text) {
    const { accountId, participants, platform } = await conversation(id);
    const recipientId = participants.find((participant) => participant.id !== null)?.id;
    if (recipientId == null) throw new InboxError("The platform gives no id of the person, so nothing can be sent.");
    const page = platform === "facebook" ? { pageId: await pageOf(id, accountId) } : {};
    const target = { targetType: platform, ...page };
    await act("blotato", "sendMessage", {}, { accountId, recipientId, text, target });
  },
  inbound: ({ id }, text) => ({ conversationId: id, text }),
};

const conversation = (conversationId: string): Promise<Conversation> =>
  read("blotato", "getConversation", { conversationId });

const listMessages = (conversationId: string, limit: number): Promise<{ items: readonly Message[] }> =>
  read("blotato", "listMessages", { conversationId, limit });

/** The page that was written to; an account may have several. */
async function pageOf(conversationId: string, accountId: string): Promise<string> {
  const pages = await read<{ items: readonly { readonly id: string }[] }>("blotato", "listSubaccounts", { accountId });
  const ids = pages.items.map(({ id }) => id);
  const { items } = await listMessages(conversationId, 50);
  const used = items
    .flatMap(({ recipientId, senderId }) => [recipientId, senderId])
    .find((id) => id !== null && ids.includes(id));
  const page = used ?? ids[0];
  if (page === undefined) throw new InboxError(`Account ${accountId} has no page to answer from.`);
  return page;
}

function threadOf({ id, participants, platform, updatedAt }: Conversation): Thread {
  const names = participants.map(({ id: own, name, username }) => name ?? username ?? own ?? "somebody");
  return {
    api: "blotato",
    id,
    title: names.join(", "),
    via: platform,
    lastAt: Date.parse(updatedAt),
    closed: platform === "bluesky" ? "Blotato can read Bluesky, but not answer there." : undefined,
  };
}

const messageOf = (message: Message, isOurs: boolean): ThreadMessage => ({
  id: message.id,
  isOurs,
  text: message.text,
  status: message.status,
  isMoving: isOurs && !final.has(message.status),
  failure: message.errorMessage ?? undefined,
  at: Date.parse(message.createdAt),
});
