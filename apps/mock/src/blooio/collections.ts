import { createCollections, type DefineCollection } from "../model/collection.ts";
import type { StateHandler } from "../model/handlers.ts";
import { showChannel } from "./channel-actions.ts";
import { channelNamed } from "./channels.ts";
import { showChat } from "./chats/chats.ts";
import { style } from "./collection-style.ts";
import { contactRow } from "./contacts/contacts.ts";
import { eventRow } from "./events/events.ts";
import type { BlooioOperationId } from "./generated/operations.ts";
import { priorityRow } from "./sends/priorities.ts";
import { groupRow } from "./groups/groups.ts";
import type { State } from "./state.ts";
import { webhookRow, withSecret } from "./webhooks/webhooks.ts";

const collection: DefineCollection<State, BlooioOperationId> = createCollections(style);

const webhooks = collection({
  ...webhookRow,
  operations: {
    create: "createWebhook",
    list: "listWebhooks",
    get: "getWebhook",
    update: "updateWebhook",
    delete: "deleteWebhook",
  },
});

/** The collections of the API, a row each; see `CollectionRow` for what a row can say. */
export const collections: Readonly<Partial<Record<BlooioOperationId, StateHandler<State>>>> = {
  ...collection(eventRow),
  ...webhooks,
  createWebhook: withSecret(webhooks.createWebhook),
  ...collection({ ...contactRow, operations: { get: "getContact", update: "updateContact" } }),
  ...collection({
    name: "channel",
    operations: { list: "listChannels", get: "getChannel" },
    records: ({ channels }) => channels,
    filters: { type: "type", status: "status" },
    find: channelNamed,
    show: showChannel,
  }),
  ...collection({
    name: "chat",
    operations: { list: "listChats", get: "getChat" },
    records: ({ chats }) => chats,
    filters: { type: "channel_type", state: "state", channel_id: "channel_id", contact_id: "contact_id" },
    among: ({ initial }, query) => initial.matching(query),
    show: showChat,
  }),
  ...collection({ ...groupRow, operations: { list: "listGroups", get: "getGroup", delete: "deleteGroup" } }),
  ...collection({
    ...priorityRow,
    operations: {
      create: "createPriority",
      list: "listPriorities",
      get: "getPriority",
      update: "updatePriority",
      delete: "deletePriority",
    },
  }),
};
