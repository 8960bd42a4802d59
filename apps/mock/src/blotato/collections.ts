import { createCollections, type DefineCollection } from "../model/collection.ts";
import type { StateHandler } from "../model/handlers.ts";
import { style } from "./collection-style.ts";
import { amongAccounts } from "./conversations/conversation-store.ts";
import { showConversation } from "./conversations/conversations.ts";
import { keptMessage } from "./conversations/message-store.ts";
import { showMessage } from "./conversations/messages.ts";
import type { BlotatoOperationId } from "./generated/operations.ts";
import { showPostStatus } from "./posts/publish.ts";
import type { State } from "./state.ts";

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
    find: keptMessage,
    show: (message, { clock }) => showMessage(message, clock.now()),
  }),
  ...collection({
    name: "post",
    operations: { get: "getPostStatus" },
    records: ({ posts }) => posts,
    show: showPostStatus,
  }),
};
