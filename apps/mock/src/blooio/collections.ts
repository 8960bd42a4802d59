import { createCollections } from "../model/collection.ts";
import type { StateHandler } from "../model/handlers.ts";
import { channelNamed } from "./channels.ts";
import { showChat } from "./chats/chats.ts";
import { conflict, notFound } from "./errors.ts";
import type { BlooioOperationId } from "./generated/operations.ts";
import { pageBody } from "./pages.ts";
import type { State } from "./state.ts";

const collection = createCollections<State>({
  lists: ({ lists }) => lists,
  newId: ({ clock, ids }, prefix) => ids.next(prefix, clock.now()),
  created: ({ clock }) => ({ created_at: clock.now(), updated_at: clock.now() }),
  updated: ({ clock }) => ({ updated_at: clock.now() }),
  keyOf: ({ created_at: createdAt }) => Number(createdAt),
  notFound: (name, id) => notFound(`There is no ${name} ${JSON.stringify(id)}.`),
  conflict: (name, field) => conflict("conflict", `Another ${name} has this ${field}.`),
  pageBody,
  itemBody: (item) => ({ data: item }),
  deletedBody: (id) => ({ data: { id, deleted: true } }),
});

/** The collections of the API, a row each; see `CollectionRow` for what a row can say. */
export const collections: Readonly<Partial<Record<BlooioOperationId, StateHandler<State>>>> = {
  ...collection({
    name: "channel",
    operations: { list: "listChannels", get: "getChannel" },
    records: ({ channels }) => channels,
    filters: { type: "type", status: "status" },
    find: channelNamed,
  }),
  ...collection({
    name: "chat",
    operations: { list: "listChats", get: "getChat" },
    records: ({ chats }) => chats,
    filters: { type: "channel_type", state: "state", channel_id: "channel_id", contact_id: "contact_id" },
    among: ({ initial }, { type, state, channel_id: channelId, contact_id: contactId }) =>
      initial.chatsMatching({ type, state, channelId, contactId }),
    show: showChat,
  }),
};
