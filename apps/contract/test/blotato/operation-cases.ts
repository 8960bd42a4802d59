import type {
  ListAccountsQuery,
  ListConversationsQuery,
  ListMessagesQuery,
  operations,
  Post,
  SendMessageRequest,
} from "@switchboard/blotato";
import { expect } from "vitest";

import { blotatoCase, type AnyCase } from "../operation-case.ts";
import { present } from "../tenants.ts";

/** A case for each operation of Blotato's spec. The type asks for all that are generated, a test for all described. */
export const blotatoCases = {
  listConversations: blotatoCase({
    prepare: async (): Promise<ListConversationsQuery> => ({ platform: "instagram", accountId: "40112", limit: 3 }),
    raw: {
      call: (client, query, headers) => client.GET("/v2/conversations", { params: { query }, headers }),
      status: 200,
      check: (data) => {
        expect(data?.items.map(({ platform, accountId }) => `${platform} ${accountId}`)).toEqual(
          Array(3).fill("instagram 40112"),
        );
        expect(data?.cursor).toEqual(expect.any(String));
      },
    },
    facade: {
      call: (client, query, options) => client.conversations.list(query, options).first(),
      check: (conversation) => expect(conversation).toMatchObject({ platform: "instagram", accountId: "40112" }),
    },
    refusals: {
      422: { input: (query) => ({ ...query, limit: 251 }), reason: /limit must be <= 250/, breaksSpec: true },
    },
  }),

  getConversation: blotatoCase({
    prepare: async ({ facade }) => present(await facade.blotato.conversations.list().first()),
    raw: {
      call: (client, { id }, headers) =>
        client.GET("/v2/conversations/{conversationId}", { params: { path: { conversationId: id } }, headers }),
      status: 200,
      check: (data, listed) => expect(data).toEqual(listed),
    },
    facade: {
      call: (client, { id }, options) => client.conversations.get(id, options),
      check: (conversation, listed) => expect(conversation).toEqual(listed),
    },
    refusals: {
      404: { input: (conversation) => ({ ...conversation, id: "1" }), reason: /no conversation "1"/ },
    },
  }),

  listMessages: blotatoCase({
    prepare: async ({ facade }): Promise<ListMessagesQuery> => {
      const { id } = present(await facade.blotato.conversations.list({ platform: "facebook" }).first());
      return { conversationId: id, limit: 2 };
    },
    raw: {
      call: (client, query, headers) => client.GET("/v2/messages", { params: { query }, headers }),
      status: 200,
      check: (data, { conversationId }) => {
        expect(data?.items.map((message) => message.conversationId)).toEqual([conversationId, conversationId]);
      },
    },
    facade: {
      call: (client, query, options) => client.messages.list(query, options).toArray({ limit: 2 }),
      check: (messages, { conversationId }) => {
        expect(messages.map((message) => message.conversationId)).toEqual([conversationId, conversationId]);
      },
    },
    refusals: {
      422: { input: (query) => ({ ...query, cursor: "never given" }), reason: /cursor/ },
    },
  }),

  sendMessage: blotatoCase({
    prepare: async (): Promise<SendMessageRequest> => ({
      accountId: "40112",
      recipientId: "17840000000000101",
      text: "Yes, we are open until six today.",
      target: { targetType: "instagram", responseType: "RESPONSE" },
    }),
    raw: {
      call: (client, body, headers) => client.POST("/v2/messages", { body, headers }),
      status: 201,
      check: (data, { text, recipientId }) => {
        expect(data).toMatchObject({ platform: "instagram", text, recipientId, status: "queued", errorCode: null });
        expect(data?.conversationId).toEqual(expect.any(String));
      },
    },
    facade: {
      call: (client, message, options) => client.messages.send(message, options),
      check: (message, { text }) => expect(message).toMatchObject({ text, status: "queued" }),
    },
    refusals: {
      404: { input: (message) => ({ ...message, accountId: "1" }), reason: /no account "1"/ },
      422: {
        input: (message) => ({ ...message, target: { targetType: "twitter" as const } }),
        reason: /target\.targetType/,
      },
    },
  }),

  publishPost: blotatoCase({
    prepare: async (): Promise<Post> => ({
      accountId: "40114",
      content: { text: "Fresh rye bread from seven in the morning.", mediaUrls: [], platform: "twitter" },
      target: { targetType: "twitter" },
    }),
    raw: {
      call: (client, post, headers) => client.POST("/v2/posts", { body: { post }, headers }),
      status: 201,
      check: (data) => {
        expect(data?.postSubmissionId).toMatch(/./);
        expect(data).not.toHaveProperty("scheduledTime");
      },
    },
    facade: {
      call: (client, post, options) => client.posts.publish(post, options),
      check: ({ postSubmissionId }) => expect(postSubmissionId).toMatch(/./),
    },
    refusals: {
      422: {
        input: (post) => ({ ...post, accountId: "40112" }),
        reason: /content\.platform: account 40112 is on instagram/,
      },
    },
  }),

  getPostStatus: blotatoCase({
    prepare: async ({ facade }) => facade.blotato.posts.publish(blueskyPost),
    raw: {
      call: (client, { postSubmissionId }, headers) =>
        client.GET("/v2/posts/{postSubmissionId}", { params: { path: { postSubmissionId } }, headers }),
      status: 200,
      check: (data, { postSubmissionId }) => expect(data).toEqual({ postSubmissionId, status: "in-progress" }),
    },
    facade: {
      call: (client, { postSubmissionId }, options) => client.posts.status(postSubmissionId, options),
      check: (post, { postSubmissionId }) => expect(post).toEqual({ postSubmissionId, status: "in-progress" }),
    },
    refusals: {
      404: { input: () => ({ postSubmissionId: "1" }), reason: /no post "1"/ },
    },
  }),

  uploadMedia: blotatoCase({
    prepare: async () => ({ url: "https://cdn.example.com/images/rolls.jpg" }),
    raw: {
      call: (client, body, headers) => client.POST("/v2/media", { body, headers }),
      status: 201,
      check: (data) => expect(data?.url).toMatch(/^https:.*\.jpg$/),
    },
    facade: {
      call: (client, { url }, options) => client.media.upload(url, options),
      check: ({ url }) => expect(url).toMatch(/^https:.*\.jpg$/),
    },
    refusals: {
      422: { input: () => ({ url: "rolls.jpg" }), reason: /url: must be an http or https address/ },
    },
  }),

  getCurrentUser: blotatoCase({
    prepare: async () => undefined,
    raw: {
      call: (client, _, headers) => client.GET("/v2/users/me", { headers }),
      status: 200,
      check: (data) => expect(data).toEqual({ id: expect.any(String), subscriptionStatus: "active", apiKey: null }),
    },
    facade: {
      call: (client, _, options) => client.accounts.currentUser(options),
      check: (user) => expect(user).toEqual({ id: expect.any(String), subscriptionStatus: "active", apiKey: null }),
    },
    refusals: {},
  }),

  listAccounts: blotatoCase({
    prepare: async (): Promise<ListAccountsQuery> => ({ platform: "instagram" }),
    raw: {
      call: (client, query, headers) => client.GET("/v2/users/me/accounts", { params: { query }, headers }),
      status: 200,
      check: (data) => expect(data?.items.map(({ id }) => id)).toEqual(["40112", "40122"]),
    },
    facade: {
      call: (client, query, options) => client.accounts.list(query, options),
      check: (accounts) => expect(accounts.map(({ id }) => id)).toEqual(["40112", "40122"]),
    },
    refusals: {
      422: {
        input: () => ({ platform: "myspace" as never }),
        reason: /platform must be equal to one of the allowed values/,
        breaksSpec: true,
      },
    },
  }),

  listSubaccounts: blotatoCase({
    prepare: async () => ({ accountId: "40113" }),
    raw: {
      call: (client, path, headers) =>
        client.GET("/v2/users/me/accounts/{accountId}/subaccounts", { params: { path }, headers }),
      status: 200,
      check: (data) => expect(data?.items.map(({ id }) => id)).toEqual(["987600000000123", "987600000000124"]),
    },
    facade: {
      call: (client, { accountId }, options) => client.accounts.subaccounts(accountId, options),
      check: (pages) => expect(pages.map(({ accountId }) => accountId)).toEqual(["40113", "40113"]),
    },
    refusals: {
      404: { input: () => ({ accountId: "1" }), reason: /no account "1"/ },
    },
  }),
} satisfies Record<keyof operations, AnyCase<"blotato">>;

const blueskyPost: Post = {
  accountId: "40115",
  content: { text: "The oven is warm.", mediaUrls: [], platform: "bluesky" },
  target: { targetType: "bluesky" },
};
