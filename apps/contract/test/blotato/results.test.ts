import type { Post } from "@switchboard/blotato";
import { describe, expect, test } from "vitest";

import { mockedTenants, present } from "../tenants.ts";

const tenants = mockedTenants();

/** What the raw client gives for a call of which nobody expects an error. */
const dataOf = async <Data>(call: Promise<{ readonly data?: Data }>): Promise<Data> => present((await call).data);

describe("conversations and messages", () => {
  test("listConversations gives those of a platform and an account, and a cursor where more follow", async () => {
    const { facade, raw } = tenants.open();
    const query = { platform: "instagram", accountId: "40112", limit: 3 } as const;
    const { cursor, items } = await dataOf(raw.blotato.GET("/v2/conversations", { params: { query } }));
    expect(items.map(({ platform, accountId }) => `${platform} ${accountId}`)).toEqual(
      Array(3).fill("instagram 40112"),
    );
    expect(cursor).toEqual(expect.any(String));
    const first = await facade.blotato.conversations.list(query).first();
    expect(first).toMatchObject({ platform: "instagram", accountId: "40112" });
  });

  test("getConversation gives the conversation as it stands in the list", async () => {
    const { facade, raw } = tenants.open();
    const listed = present(await facade.blotato.conversations.list().first());
    const params = { path: { conversationId: listed.id } };
    expect(await dataOf(raw.blotato.GET("/v2/conversations/{conversationId}", { params }))).toEqual(listed);
    expect(await facade.blotato.conversations.get(listed.id)).toEqual(listed);
  });

  test("listMessages gives those of a conversation", async () => {
    const { facade, raw } = tenants.open();
    const { id } = present(await facade.blotato.conversations.list({ platform: "facebook" }).first());
    const query = { conversationId: id, limit: 2 };
    const { items } = await dataOf(raw.blotato.GET("/v2/messages", { params: { query } }));
    expect(items.map(({ conversationId }) => conversationId)).toEqual([id, id]);
    const messages = await facade.blotato.messages.list(query).toArray({ limit: 2 });
    expect(messages.map(({ conversationId }) => conversationId)).toEqual([id, id]);
  });

  test("sendMessage queues the text for the recipient, in a conversation", async () => {
    const { facade, raw } = tenants.open();
    const [recipientId, text] = ["17840000000000101", "Yes, we are open until six today."];
    const target = { targetType: "instagram", responseType: "RESPONSE" } as const;
    const body = { accountId: "40112", recipientId, text, target };
    const facts = { platform: "instagram", text, recipientId, status: "queued", errorCode: null };
    const sent = await dataOf(raw.blotato.POST("/v2/messages", { body }));
    expect(sent).toMatchObject({ ...facts, conversationId: expect.any(String) });
    expect(await facade.blotato.messages.send(body)).toMatchObject(facts);
  });
});

describe("posts and media", () => {
  const post: Post = {
    accountId: "40114",
    content: { text: "Fresh rye bread from seven in the morning.", mediaUrls: [], platform: "twitter" },
    target: { targetType: "twitter" },
  };

  test("publishPost gives the id of a submission, and no time where none was given", async () => {
    const { facade, raw } = tenants.open();
    const submission = await dataOf(raw.blotato.POST("/v2/posts", { body: { post } }));
    expect(submission).toEqual({ postSubmissionId: expect.stringMatching(/./) });
    expect(await facade.blotato.posts.publish(post)).toEqual({ postSubmissionId: expect.stringMatching(/./) });
  });

  test("getPostStatus says of a post just submitted that it is in progress", async () => {
    const { facade, raw } = tenants.open();
    const { postSubmissionId } = await facade.blotato.posts.publish(post);
    const params = { path: { postSubmissionId } };
    const expected = { postSubmissionId, status: "in-progress" };
    expect(await dataOf(raw.blotato.GET("/v2/posts/{postSubmissionId}", { params }))).toEqual(expected);
    expect(await facade.blotato.posts.status(postSubmissionId)).toEqual(expected);
  });

  test("uploadMedia gives an https address with the ending of the file", async () => {
    const { facade, raw } = tenants.open();
    const url = "https://cdn.example.com/images/rolls.jpg";
    expect((await dataOf(raw.blotato.POST("/v2/media", { body: { url } }))).url).toMatch(/^https:.*\.jpg$/);
    expect((await facade.blotato.media.upload(url)).url).toMatch(/^https:.*\.jpg$/);
  });
});

describe("accounts", () => {
  test("getCurrentUser gives the owner of the key, and not the key", async () => {
    const { facade, raw } = tenants.open();
    const expected = { id: expect.any(String), subscriptionStatus: "active", apiKey: null };
    expect(await dataOf(raw.blotato.GET("/v2/users/me"))).toEqual(expected);
    expect(await facade.blotato.accounts.currentUser()).toEqual(expected);
  });

  test("listAccounts gives those of a platform", async () => {
    const { facade, raw } = tenants.open();
    const query = { platform: "instagram" } as const;
    const { items } = await dataOf(raw.blotato.GET("/v2/users/me/accounts", { params: { query } }));
    expect(items.map(({ id }) => id)).toEqual(["40112", "40122"]);
    expect((await facade.blotato.accounts.list(query)).map(({ id }) => id)).toEqual(["40112", "40122"]);
  });

  test("listSubaccounts gives the pages of an account", async () => {
    const { facade, raw } = tenants.open();
    const params = { path: { accountId: "40113" } };
    const { items } = await dataOf(raw.blotato.GET("/v2/users/me/accounts/{accountId}/subaccounts", { params }));
    expect(items.map(({ id }) => id)).toEqual(["987600000000123", "987600000000124"]);
    const pages = await facade.blotato.accounts.subaccounts("40113");
    expect(pages.map(({ accountId }) => accountId)).toEqual(["40113", "40113"]);
  });
});
