import type { PurchaseNumbersRequest } from "@switchboard/messaging/blooio";
import { expect } from "vitest";

import type { ByHand, StatefulResponse } from "../operations/by-hand.ts";
import { chatOn } from "./chats.ts";
import { sendMessage, sendMessageToChannel, sendMessageToChat, smsNumber } from "./send-calls.ts";
import { addressOfAnother, messageOfOtherChat, onOtherChannel, onUnlinkedGroup } from "./wrong-places.ts";

const withBody = (change: object): StatefulResponse["request"] => {
  return (first) => ({ ...first, body: { ...(first.body as object), ...change } });
};

const dryRun: StatefulResponse = { request: withBody({ dry_run: true }) };

export const blooio: ByHand<"blooio"> = {
  handwritten: {
    sendMessage: {
      call: sendMessage,
      requestFor: { "200/dryRun": "dryRun", "200/fanOutReplay": "several", "207/mixed": "several" },
      throws: { "201/rejected": { kind: "delivery", code: "recipient_unreachable" } },
    },
    sendMessageToChannel: {
      call: sendMessageToChannel,
      requestFor: { "200/dryRun": "dryRun", "207/mixed": "several" },
      throws: { "201/rejected": { kind: "delivery", code: "recipient_unreachable" } },
    },
    getMyDefaultPriority: { call: ({ blooio: { account } }, _, options) => account.defaultPriority(options) },
    purchaseBlooioNumbers: {
      call: ({ blooio: { numbers } }, { body }, options) => numbers.purchase(body as PurchaseNumbersRequest, options),
    },
    sendMessageToChat: {
      call: sendMessageToChat,
      requestFor: { "200/dryRun": "dryRun" },
      throws: { "201/rejected": { kind: "delivery", code: "recipient_unreachable" } },
    },
    listContacts: {
      call: async ({ blooio: { contacts } }, { query }, options) =>
        (await contacts.list(query, options).pages().next()).value,
    },
  },
  stateful: {
    createContact: { 409: addressOfAnother },
    sendPoll: { 409: onOtherChannel },
    setGroupIcon: { 409: onUnlinkedGroup },
    removeGroupIcon: { 409: onUnlinkedGroup },
    votePoll: {
      200: {
        request: async (first, { raw }) => {
          const { chatId = "", pollId = "" } = first.path;
          const init = { params: { path: { chatId, pollId } }, body: { option_index: 0 } };
          await raw.blooio.POST("/chats/{chatId}/polls/{pollId}/vote", init);
          return first;
        },
      },
      409: onOtherChannel,
    },
    attachContactIdentity: { 409: addressOfAnother },
    updateContactIdentity: { 409: addressOfAnother },
    mergeContact: {
      400: {
        request: (first) => ({ ...first, body: { source_contact_id: first.path["contactId"] } }),
        reason: /merged into itself/,
        isFlat: true,
      },
      409: {
        request: async (first, { facade: { blooio: client } }) => {
          const other = await client.contacts.create({});
          await client.contacts.merge(other.id, first.body as { source_contact_id: string });
          return first;
        },
        reason: /merged into/,
        isFlat: true,
      },
    },
    createChat: {
      200: {
        request: async (first, { raw }) => {
          await raw.blooio.POST("/chats", { body: first.body as { channel_id: string; to: string } });
          return first;
        },
      },
      422: { request: withBody({ channel_id: "ch_0" }), reason: /channel_id .*"ch_0"/ },
    },
    updateContactCard: { 422: { request: (first) => ({ ...first, body: {} }), reason: /a field to change/ } },
    requestCallForwarding: {
      403: { request: (first) => ({ ...first, path: { number: "+15555550102" } }), reason: /is shared/, isFlat: true },
    },
    purchaseBlooioNumbers: {
      400: { request: withBody({ quantity: 11 }), reason: /10 lines/ },
      409: { request: withBody({ plan: "shared_com", quantity: 1 }), reason: /one shared number/ },
    },
    removeBlooioNumber: { 400: { request: withBody({ reasons: [] }), reason: /reasons/ } },
    sendMessageToChannel: {
      200: dryRun,
      207: {
        request: (first) => ({
          path: { channel: smsNumber },
          body: { ...(first.body as object), to: ["+15555559999", "orders@example.com"] },
        }),
      },
      409: { request: (first) => ({ ...first, path: { channel: "+15555550108" } }), reason: /2 active channels/ },
      422: { request: withBody({ to: "nobody" }), reason: /to: "nobody" is neither/ },
    },
    listMessageEvents: { 404: messageOfOtherChat },
    createWebhook: { 422: { request: withBody({ event_types: ["message.received"] }), reason: /event_types/ } },
    updateWebhook: { 422: { request: withBody({ event_types: ["message.received"] }), reason: /event_types/ } },
    replayWebhookDelivery: {
      400: {
        request: async (first, { facade }) => {
          await facade.blooio.webhooks.update(first.path["webhookId"] ?? "", { status: "disabled" });
          return first;
        },
        reason: /is disabled/,
      },
    },
    updateChat: { 422: { request: withBody({ metadata: undefined }), reason: /state or metadata/ } },
    shareContactCard: { 409: onOtherChannel },
    markChatRead: { 409: onOtherChannel },
    setTyping: { 409: onOtherChannel },
    stopTyping: { 409: onOtherChannel },
    sendMessageToChat: {
      200: dryRun,
      409: {
        request: async (first, tenant) => {
          const { id: chatId } = await chatOn(tenant, { type: "twilio", state: "closed" });
          return { ...first, path: { chatId } };
        },
        reason: /is (closed|deprecated|suspended)/,
      },
      422: { request: withBody({ reply_to: "msg_0" }), reason: /reply_to .*"msg_0"/ },
    },
    sendMessage: {
      200: dryRun,
      207: { request: withBody({ from: smsNumber, to: ["+15555559999", "orders@example.com"] }) },
      404: { request: withBody({ from: "bakery-nobody" }), reason: /"bakery-nobody"/ },
      409: { request: withBody({ from: "+15555550108" }), reason: /2 active channels/ },
      422: { request: withBody({ to: "nobody" }), reason: /to: "nobody" is neither/ },
    },
    createPriority: { 404: { request: withBody({ channels: ["ch_0"] }), reason: /"ch_0"/ } },
    getChatMessage: { 404: messageOfOtherChat },
    getMessageStatus: { 404: messageOfOtherChat },
    addReaction: {
      404: messageOfOtherChat,
      409: onOtherChannel,
      422: { request: withBody({ reaction: "love" }), reason: /reaction must be a sign and a name/ },
    },
  },
  onlyPreferred: {
    // Safety rules, conversation limits and what the vendor has only planned.
    sendMessage: [403, 429, 501],
    sendMessageToChat: [403, 429, 501],
    sendMessageToChannel: [403, 429, 501],
    // The plan of the organization, its card, and what a key may do.
    getMyDefaultPriority: [400],
    purchaseBlooioNumbers: [402, 403],
    getBlooioPurchase: [400, 403],
    listAvailableBlooioNumbers: [403],
    removeBlooioNumber: [403],
    getChannelSettings: [403],
    lookupPhoneNumber: [400, 403],
    lookupPhoneNumberPost: [403],
    batchLookupPhoneNumbers: [403],
    // Nothing says what is wrong with such a request: it has only the id.
    getEvent: [400],
    // No id is malformed to the mock, and its tenants have a channel.
    getContact: [400],
    getContactCapabilities: [409],
  },
  distinct: {},
  narrower: {},
  unreadableBody: 400,
  errorShape: (reason) => ({
    error: expect.objectContaining({
      code: expect.stringMatching(/^[a-z_]+$/),
      message: expect.stringMatching(reason),
    }),
  }),
  flatErrorShape: (reason, status) => ({
    error: expect.any(String),
    message: expect.stringMatching(reason),
    status,
    code: expect.stringMatching(/^[a-z_]+$/),
  }),
  unauthorizedShape: { error: "Unauthorized", message: expect.stringMatching(/key/), status: 401 },
};
