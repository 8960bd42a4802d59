import { createCollections } from "../model/collection.ts";
import type { StateHandler } from "../model/handlers.ts";
import { isoTime } from "../model/iso-time.ts";
import { amongAccounts } from "./conversations/conversation-store.ts";
import { showConversation } from "./conversations/conversations.ts";
import { BlotatoError, notFound } from "./errors.ts";
import type { BlotatoOperationId } from "./generated/operations.ts";
import { pageBody } from "./pages.ts";
import { showPostStatus } from "./sends/posts.ts";
import type { State } from "./state.ts";
import { drawUuid } from "./uuid.ts";

const collection = createCollections<State>({
  lists: ({ lists }) => lists,
  newId: ({ random }) => drawUuid(random),
  created: ({ clock }) => ({ createdAt: isoTime(clock.now()), updatedAt: isoTime(clock.now()) }),
  updated: ({ clock }) => ({ updatedAt: isoTime(clock.now()) }),
  keyOf: ({ createdAt }) => Date.parse(String(createdAt)),
  notFound: (name, id, parameter) => notFound(`${parameter}: there is no ${name} ${JSON.stringify(id)}`),
  conflict: (name, field) => new BlotatoError(409, `${field}: another ${name} has it already`),
  pageBody,
  itemBody: (item) => item,
  deletedBody: () => undefined,
});

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
    name: "post",
    operations: { get: "getPostStatus" },
    records: ({ posts }) => posts,
    show: showPostStatus,
  }),
};
