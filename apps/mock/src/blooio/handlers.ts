import type { StateHandler } from "../model/handlers.ts";
import { getMe } from "./account.ts";
import { addReaction, markChatRead, setTyping, stopTyping } from "./chats/chat-actions.ts";
import { getChatBackground, removeChatBackground, setChatBackground, shareContactCard } from "./chats/backgrounds.ts";
import { createChat, updateChat } from "./chats/chats.ts";
import { getChatMessage, getMessageStatus, listChatMessages } from "./chats/messages.ts";
import { getPollResults, sendPoll, votePoll } from "./chats/polls.ts";
import { collections } from "./collections.ts";
import { createContact, deleteContact, listContacts } from "./contacts/contacts.ts";
import {
  attachContactIdentity,
  detachContactIdentity,
  getContactCapabilities,
  listContactIdentities,
  updateContactIdentity,
} from "./contacts/identities.ts";
import { mergeContact } from "./contacts/merge.ts";
import { addContactTags, listContactTags, removeContactTag } from "./contacts/tags.ts";
import { getContactTimeline } from "./contacts/timeline.ts";
import type { BlooioOperationId } from "./generated/operations.ts";
import { createGroup, listGroupMembers, removeGroupIcon, setGroupIcon, updateGroup } from "./groups/groups.ts";
import { idempotent } from "./sends/idempotency.ts";
import { sendMessage, sendMessageToChat } from "./sends/messages.ts";
import type { State } from "./state.ts";
import {
  listWebhookDeliveries,
  listWebhookVersions,
  replayWebhookDelivery,
  rotateWebhookSecret,
} from "./webhooks/webhooks.ts";

type Handlers = Readonly<Partial<Record<BlooioOperationId, StateHandler<State>>>>;

/** Every operation of the API: the collections, and what is more than a collection. */
export const handlers: Handlers = {
  ...collections,
  ...({
    createChat,
    updateChat,
    shareContactCard,
    getChatBackground,
    setChatBackground,
    removeChatBackground,
    markChatRead,
    setTyping,
    stopTyping,
    listChatMessages,
    sendMessageToChat: idempotent(sendMessageToChat),
    sendMessage: idempotent(sendMessage),
    getChatMessage,
    getMessageStatus,
    addReaction,
    getMe,
    listWebhookDeliveries,
    listWebhookVersions,
    replayWebhookDelivery,
    rotateWebhookSecret,
    listContacts,
    createContact,
    deleteContact,
    mergeContact,
    listContactTags,
    addContactTags,
    removeContactTag,
    listContactIdentities,
    attachContactIdentity,
    updateContactIdentity,
    detachContactIdentity,
    getContactCapabilities,
    getContactTimeline,
    createGroup,
    updateGroup,
    listGroupMembers,
    setGroupIcon,
    removeGroupIcon,
    sendPoll,
    votePoll,
    getPollResults,
  } satisfies Handlers),
};
