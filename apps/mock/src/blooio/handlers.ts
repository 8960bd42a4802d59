import type { StateHandler } from "../model/handlers.ts";
import { getMe, getMyDefaultPriority } from "./account.ts";
import {
  getChannelCapabilities,
  getChannelSettings,
  removeBlooioNumber,
  updateChannelProfile,
} from "./channel-actions.ts";
import { addReaction, markChatRead, setTyping, stopTyping } from "./chats/chat-actions.ts";
import { getChatBackground, removeChatBackground, setChatBackground, shareContactCard } from "./chats/backgrounds.ts";
import { createChat, updateChat } from "./chats/chats.ts";
import { listMessageEvents } from "./chats/message-log.ts";
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
import { getLocationContact, listLocationContacts, refreshLocationContacts } from "./location.ts";
import { listAvailableBlooioNumbers } from "./numbers/available.ts";
import { batchLookupPhoneNumbers, lookupPhoneNumber, lookupPhoneNumberPost } from "./numbers/lookup.ts";
import {
  getContactCard,
  listNumbers,
  requestCallForwarding,
  updateContactCard,
  uploadContactCardAvatar,
} from "./numbers/numbers.ts";
import { getBlooioPurchase, purchaseBlooioNumbers } from "./numbers/purchases.ts";
import { plannedHandlers } from "./planned.ts";
import { createGroup, listGroupMembers, removeGroupIcon, setGroupIcon, updateGroup } from "./groups/groups.ts";
import { idempotent } from "./sends/idempotency.ts";
import { sendMessage, sendMessageToChannel, sendMessageToChat } from "./sends/messages.ts";
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
  ...plannedHandlers,
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
    getMyDefaultPriority,
    listNumbers,
    getContactCard,
    updateContactCard,
    uploadContactCardAvatar,
    requestCallForwarding,
    listAvailableBlooioNumbers,
    purchaseBlooioNumbers: idempotent(purchaseBlooioNumbers, 202),
    getBlooioPurchase,
    removeBlooioNumber,
    lookupPhoneNumber,
    lookupPhoneNumberPost,
    batchLookupPhoneNumbers,
    listLocationContacts,
    getLocationContact,
    refreshLocationContacts,
    refreshLocationContactsGet: refreshLocationContacts,
    getChannelCapabilities,
    getChannelSettings,
    updateChannelProfile,
    sendMessageToChannel: idempotent(sendMessageToChannel),
    listMessageEvents,
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
