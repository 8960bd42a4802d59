import { createCollections, type DefineCollection } from "../model/collection.ts";
import type { StateHandler } from "../model/handlers.ts";
import { style } from "./collection-style.ts";
import { commentedPost } from "./comments/commented-posts.ts";
import { readTime, showComment } from "./comments/comments.ts";
import { amongAccounts } from "./conversations/conversation-store.ts";
import { showConversation } from "./conversations/conversations.ts";
import { isKept } from "./conversations/message-store.ts";
import { showMessage } from "./conversations/messages.ts";
import type { BlotatoOperationId } from "./generated/operations.ts";
import { showChat } from "./inbox/chat-store.ts";
import { showPostStatus } from "./posts/publish.ts";
import { showSource, sourceFields } from "./sources/sources.ts";
import type { State } from "./state.ts";
import { showVisual, visualFields } from "./visuals/visuals.ts";

/** For a filter that takes several values. */
const isOneOf = ({ platform }: { readonly platform: string }, values: unknown): boolean =>
  (values as readonly string[]).includes(platform);

const collection: DefineCollection<State, BlotatoOperationId> = createCollections(style);

/** The collections of the API, a row each; see `CollectionRow` for what a row can say. */
export const collections: Readonly<Partial<Record<BlotatoOperationId, StateHandler<State>>>> = {
  ...collection({
    name: "conversation",
    operations: { list: "listConversations", get: "getConversation" },
    records: ({ conversations }) => conversations,
    filters: { platform: "platform", accountId: "accountId" },
    among: (state, { accountId, platform }) => amongAccounts(state, accountId, platform),
    show: showConversation,
  }),
  ...collection({
    name: "message",
    operations: { get: "getMessage" },
    records: ({ messages }) => messages,
    isKept: (item, state) => isKept(item, state),
    show: (message, { clock }) => showMessage(message, clock.now()),
  }),
  ...collection({
    name: "comment",
    operations: { list: "listComments", get: "getComment" },
    records: ({ comments }) => comments,
    filters: {
      platform: isOneOf,
      accountId: "accountId",
      parentCommentId: "parentCommentId",
      postId: ({ postId }, id, state) => postId === (commentedPost(state, String(id))?.id ?? id),
      since: ({ createdAt }, time) => createdAt >= readTime("since", time),
      until: ({ createdAt }, time) => createdAt <= readTime("until", time),
    },
    isKept: (item, state) => isKept(item, state),
    show: showComment,
  }),
  ...collection({
    name: "chat",
    operations: { list: "listInboxChats" },
    records: ({ chats }) => chats,
    filters: { platform: isOneOf, accountId: "accountId" },
    among: (state, { accountId, platform }) => amongAccounts(state, accountId, platform),
    show: showChat,
  }),
  ...collection({
    name: "post",
    operations: { get: "getPostStatus" },
    records: ({ posts }) => posts,
    show: showPostStatus,
  }),
  ...collection({
    name: "visual",
    operations: { create: "createVisual", get: "getVisual", delete: "deleteVisual" },
    envelope: "item",
    fields: visualFields,
    show: showVisual,
    createdFields: ["id", "status"],
  }),
  ...collection({
    name: "source",
    operations: { create: "createSource", get: "getSource" },
    fields: sourceFields,
    show: showSource,
    createdFields: ["id"],
  }),
};
