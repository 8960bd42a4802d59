import type { Conversation, Post, SendMessageRequest } from "@switchboard/blotato";
import { ApiError, SwitchboardError, TimeoutError } from "@switchboard/messaging";
import { describe, expect, test } from "vitest";

import { mockedTenants, present, type Tenant } from "../tenants.ts";

const tenants = mockedTenants();

/** A tenant whose time goes on by as much with each request: a way of status by status, without waiting for it. */
const tenantWithSteps = (milliseconds: number): Tenant =>
  tenants.open({ before: () => tenants.mock.clock.advance(milliseconds) });

const message: SendMessageRequest = {
  accountId: "40112",
  recipientId: "17840000000000101",
  text: "Yes, we are open until six today.",
  target: { targetType: "instagram" },
};

const post: Post = {
  accountId: "40114",
  content: { text: "Fresh rye bread.", mediaUrls: [], platform: "twitter" },
  target: { targetType: "twitter" },
};

const conversationOn = async (
  { facade }: Tenant,
  platform: "bluesky" | "facebook" | "instagram",
): Promise<Conversation> => {
  const conversations = await facade.blotato.conversations.list({ platform }).toArray({ limit: 50 });
  return present(conversations.find(({ participants }) => participants.length === 1 && participants[0]?.id !== null));
};

/** A message to the person who was last active on Instagram, so that the reply window is open. */
const messageInWindow = async (tenant: Tenant): Promise<SendMessageRequest> => {
  const { accountId, participants } = await conversationOn(tenant, "instagram");
  return { ...message, accountId, recipientId: present(participants[0]?.id) };
};

describe("a direct message", () => {
  test("is queued at first and can be followed until it is delivered", async () => {
    const tenant = tenantWithSteps(200);
    const { facade } = tenant;
    const queued = await facade.blotato.messages.send(await messageInWindow(tenant));
    expect(queued.status).toBe("queued");
    const delivered = await facade.blotato.messages.waitUntilDelivered(queued, { until: "delivered" });
    expect(delivered).toEqual({ ...queued, status: "delivered" });
  });

  test.each(["a", "🥖"])("of the most characters that are allowed is sent whole, %s", async (character) => {
    const text = character.repeat(10_000);
    expect(await tenants.open().facade.blotato.messages.send({ ...message, text })).toMatchObject({ text });
  });

  test("is followed only until it is sent, unless `until` says otherwise", async () => {
    const tenant = tenantWithSteps(160);
    const { messages } = tenant.facade.blotato;
    const sent = await messages.waitUntilDelivered(await messages.send(await messageInWindow(tenant)));
    expect(sent.status).toBe("sent");
  });

  test("that is never delivered ends the waiting with an error that says so", async () => {
    const { facade } = tenants.open();
    const queued = await facade.blotato.messages.send(message);
    const waiting = facade.blotato.messages.waitUntilDelivered(queued, { timeout: 1 });
    await expect(waiting).rejects.toThrow(TimeoutError);
    await expect(waiting).rejects.toMatchObject({ scope: "wait", maybeSent: false });
  });

  test("stands at the top of its conversation, which moves to the top of all", async () => {
    const tenant = tenants.open();
    const { facade } = tenant;
    const conversation = await conversationOn(tenant, "instagram");
    tenants.mock.clock.advance("1m");
    const reply = await facade.blotato.messages.reply(conversation, "Until six.");
    expect(reply).toMatchObject({ conversationId: conversation.id, recipientId: conversation.participants[0]?.id });
    expect(await facade.blotato.messages.list({ conversationId: conversation.id }).first()).toEqual(reply);
    expect((await facade.blotato.conversations.list().first())?.id).toBe(conversation.id);
  });

  test("on Facebook goes out from the page that is named", async () => {
    const tenant = tenants.open();
    const conversation = await conversationOn(tenant, "facebook");
    const [page] = await tenant.facade.blotato.accounts.subaccounts(conversation.accountId);
    const reply = await tenant.facade.blotato.messages.reply(conversation, "Thank you!", { pageId: present(page).id });
    expect(reply).toMatchObject({ platform: "facebook", senderId: present(page).id });
  });

  test("with a tag is taken when the tag is there", async () => {
    const tenant = tenants.open();
    const conversation = await conversationOn(tenant, "instagram");
    const tagged = { responseType: "MESSAGE_TAG", tag: "HUMAN_AGENT" } as const;
    expect(await tenant.facade.blotato.messages.reply(conversation, "Sorry.", tagged)).toMatchObject({
      status: "queued",
    });
  });

  test("to a comment that had its reply before fails later, with the vendor's code", async () => {
    const { facade } = tenantWithSteps(200);
    const reply = { ...message, commentId: "18100000000000007", target: { targetType: "instagram" } as const };
    await facade.blotato.messages.replyToComment(reply);
    const second = await facade.blotato.messages.replyToComment(reply);
    expect(second.status).toBe("queued");
    const error: unknown = await facade.blotato.messages.waitUntilDelivered(second).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      kind: "delivery",
      code: 20102,
      retryable: false,
      body: { id: second.id, status: "failed" },
    });
  });
});

describe("rejected before any request", () => {
  const rejections: readonly (readonly [string, (tenant: Tenant) => Promise<unknown>, RegExp])[] = [
    [
      "an empty text",
      ({ facade }) => facade.blotato.messages.send({ ...message, text: "" }),
      /text has 0 characters.* at least 1/,
    ],
    [
      "a schedule in the past",
      ({ facade }) => facade.blotato.posts.schedule(post, new Date(0)),
      /1970.*expected a date in the future/,
    ],
    [
      "a schedule that is not a date",
      ({ facade }) => facade.blotato.posts.schedule(post, new Date("soon")),
      /invalid date/,
    ],
    [
      "a thread without posts",
      ({ facade }) => facade.blotato.posts.thread({ accountId: "40114", platform: "twitter", posts: [] }),
      /posts has 0 items/,
    ],
    ["an empty address of a file", ({ facade }) => facade.blotato.media.upload(""), /url has 0 characters/],
    ["an empty id", ({ facade }) => facade.blotato.conversations.get(""), /conversationId is ""/],
    [
      "an id that leads to another operation",
      ({ facade }) => facade.blotato.posts.status(".."),
      /postSubmissionId is "\.\."/,
    ],
  ];

  test.each(rejections)("%s", async (_, call, reason) => {
    const tenant = tenants.open();
    const error: unknown = await call(tenant).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SwitchboardError);
    expect(error).not.toBeInstanceOf(ApiError);
    expect((error as Error).message).toMatch(reason);
    expect(tenant.sent).toEqual([]);
  });

  const withoutReply: readonly (readonly [string, Partial<Conversation>, RegExp])[] = [
    ["on Bluesky", { platform: "bluesky" }, /can read messages on bluesky, but not send them/],
    ["on a platform that is not known yet", { platform: "mastodon" }, /can read messages on mastodon/],
    ["on Facebook without a page", { platform: "facebook" }, /needs the pageId/],
    ["without a participant", { participants: [] }, /no id of its participant/],
    ["with two participants", { participants: ["1", "2"].map(person) }, /has 2 participants/],
  ];

  test.each(["", "page", "12 3", "-1"])("a reply from the page %j", async (pageId) => {
    const tenant = tenants.open();
    const conversation = await conversationOn(tenant, "facebook");
    const before = tenant.sent.length;
    const replying = tenant.facade.blotato.messages.reply(conversation, "Hello", { pageId });
    await expect(replying).rejects.toThrow(`pageId is ${JSON.stringify(pageId)}`);
    expect(tenant.sent).toHaveLength(before);
  });

  test.each(withoutReply)("a reply to a conversation %s", async (_, change, reason) => {
    const tenant = tenants.open();
    const conversation = { ...(await conversationOn(tenant, "instagram")), ...change };
    const before = tenant.sent.length;
    await expect(tenant.facade.blotato.messages.reply(conversation, "Hello")).rejects.toThrow(reason);
    expect(tenant.sent).toHaveLength(before);
  });
});

describe("a post", () => {
  test("can be followed until it is published, with its address", async () => {
    const { facade } = tenantWithSteps(260);
    const submission = await facade.blotato.posts.publish(post);
    const published = await facade.blotato.posts.waitUntilPublished(submission);
    expect(published).toMatchObject({ status: "published", publicUrl: expect.stringMatching(/^https:/) });
  });

  test("that is scheduled waits for its time, and then goes out", async () => {
    const { facade, raw } = tenants.open();
    const scheduledTime = new Date(tenants.mock.clock.now() + 3_600_000).toISOString();
    const { data } = await raw.blotato.POST("/v2/posts", { body: { post, scheduledTime } });
    const { postSubmissionId } = present(data);
    expect(data).toEqual({ postSubmissionId, scheduledTime });
    expect(await facade.blotato.posts.status(postSubmissionId)).toEqual({
      postSubmissionId,
      status: "scheduled",
      scheduledTime,
    });
    tenants.mock.clock.advance("2h");
    expect((await facade.blotato.posts.status(postSubmissionId)).status).toBe("published");
  });

  test("is scheduled through the facade for the very time", async () => {
    const when = new Date("2099-12-30T08:00:00.000Z");
    expect(await tenants.open().facade.blotato.posts.schedule(post, when)).toMatchObject({
      scheduledTime: when.toISOString(),
    });
  });

  test.each(["bluesky", "threads", "twitter"] as const)("can be a thread on %s", async (platform) => {
    const { facade } = tenants.open();
    const [account] = await facade.blotato.accounts.list({ platform });
    const posts = [{ text: "First." }, { text: "Then.", mediaUrls: ["https://cdn.example.com/a.jpg"] }];
    const thread = { accountId: present(account).id, platform, posts };
    expect(await facade.blotato.posts.thread(thread)).toMatchObject({ postSubmissionId: expect.any(String) });
  });

  test("takes a file that was uploaded before, from an address or in itself", async () => {
    const { facade } = tenants.open();
    const { url } = await facade.blotato.media.upload("data:image/png;base64,iVBORw0KGgo=");
    expect(url).toMatch(/^https:.*\.png$/);
    const illustrated: Post = {
      accountId: "40112",
      content: { text: "The oven is warm.", mediaUrls: [url], platform: "instagram" },
      target: { targetType: "instagram" },
    };
    expect(await facade.blotato.posts.publish(illustrated)).toMatchObject({ postSubmissionId: expect.any(String) });
  });
});

function person(id: string): Conversation["participants"][number] {
  return { id, name: null, username: null, profileImageUrl: null };
}
