import { encodeCursor } from "../../model/keyset-cursor.ts";
import { readPage } from "../../model/paging.ts";
import type { Page } from "../../model/records.ts";
import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { showComment } from "../comments/comments.ts";
import { messagesOf, oldestKept } from "../conversations/message-store.ts";
import { showMessage } from "../conversations/messages.ts";
import { found } from "../errors.ts";
import { pageBody } from "../pages.ts";
import type { Comment, Message } from "../records.ts";
import type { State } from "../state.ts";
import { isIn } from "./chat-store.ts";

/** One item of a chat, beside what tells its place. */
interface Shown {
  readonly id: string;
  readonly createdAt: number;
  readonly body: object;
}

/** The messages and the comments of a chat, the newest first. */
export function listInboxItems(state: State, request: OperationRequest): OperationResponse {
  const { chatId = "" } = request.path;
  const chat = found(state.chats.get(chatId), "chat", chatId);
  const now = state.clock.now();
  const listing = { list: `chat ${chatId}`, order: "descending", least: oldestKept(state) } as const;
  const shown = ({ createdAt, id }: Comment | Message, body: object): Shown => ({ id, createdAt, body });
  const comments = readPage(request, state.comments, {
    ...listing,
    matches: (comment) => isIn(chat, comment),
    show: (comment) => shown(comment, showComment(comment, state)),
  }) as Page<Shown>;
  const messages =
    chat.conversationId === undefined
      ? { items: [], nextCursor: undefined }
      : (readPage(request, messagesOf(state, chat.conversationId), {
          ...listing,
          show: (message) => shown(message, showMessage(message, now)),
        }) as Page<Shown>);
  const { items, nextCursor } = merged(listing.list, Number(request.query["limit"] ?? 50), comments, messages);
  return { status: 200, body: pageBody({ items: items.map(({ body }) => body), nextCursor }) };
}

/** One page of two, each of which begins at the same place and has as many items as it may have. */
function merged(list: string, limit: number, one: Page<Shown>, other: Page<Shown>): Page<Shown> {
  const all = [...one.items, ...other.items].toSorted(
    (a, b) => b.createdAt - a.createdAt || (b.id < a.id ? -1 : b.id > a.id ? 1 : 0),
  );
  const items = all.slice(0, limit);
  const last = items.at(-1);
  const isLast = all.length <= limit && one.nextCursor === undefined && other.nextCursor === undefined;
  if (isLast || last === undefined) return { items, nextCursor: undefined };
  return { items, nextCursor: encodeCursor(list, { key: last.createdAt, id: last.id }) };
}
