import { ApiError } from "@switchboard/messaging";
import { isComment, type Comment } from "@switchboard/messaging/blotato";
import { describe, expect, test } from "vitest";

import { describeListing } from "../listing-suite.ts";
import { mockedTenants, present, type Tenant } from "../tenants.ts";

const tenants = mockedTenants();

/** A tenant whose clock moves on with each request. */
const tenantWithSteps = (milliseconds: number): Tenant =>
  tenants.open({ before: () => tenants.mock.clock.advance(milliseconds) });

const newest = async ({ facade }: Tenant): Promise<Comment> =>
  present((await facade.blotato.comments.list().toArray({ limit: 50 })).find(({ isAuthor }) => isAuthor === false));

describe("comments", () => {
  describeListing<Comment>(tenants, {
    list: ({ blotato }, query, options) => blotato.comments.list(query, options),
    all: async ({ raw }) => present((await raw.blotato.GET("/v2/comments", { params: { query: {} } })).data).items,
    limit: 3,
    orderedBy: ({ createdAt }) => -Date.parse(createdAt),
  });

  test("are filtered by several platforms, by post and by time", async () => {
    const { comments } = tenants.open().facade.blotato;
    const everything = { limit: 100 };
    const all = await comments.list().toArray(everything);
    const both = await comments.list({ platform: ["facebook", "instagram"] }).toArray(everything);
    expect(both).toEqual(all);
    const since = present(all[2]).createdAt;
    const query = { platform: ["instagram"], postId: "6701195", since } as const;
    const some = await comments.list({ ...query, platform: ["instagram"] }).toArray(everything);
    expect(some).toEqual(all.slice(0, 3).filter(({ postId }) => postId === "6701195"));
  });
});

describe("a public reply", () => {
  test("is queued, can be followed until it is posted, and stands below its comment", async () => {
    const tenant = tenantWithSteps(200);
    const { comments } = tenant.facade.blotato;
    const comment = await newest(tenant);
    const queued = await comments.reply(comment, "Thank you!");
    expect(queued).toMatchObject({ status: "queued", isAuthor: true, parentCommentId: comment.id });
    const posted = await comments.waitUntilPosted(queued);
    expect(posted).toMatchObject({ id: queued.id, status: "posted", platformCommentId: expect.any(String) });
    expect(await comments.list({ parentCommentId: comment.id }).first()).toEqual(posted);
  });

  test("to a reply stands beside it, below the same comment", async () => {
    const { comments } = tenants.open().facade.blotato;
    const reply = present(
      (await comments.list().toArray({ limit: 50 })).find(({ parentCommentId }) => parentCommentId !== null),
    );
    expect((await comments.reply(reply, "And thank you!")).parentCommentId).toBe(reply.parentCommentId);
  });

  test("that the platform does not take ends the waiting with an error", async () => {
    const tenant = tenantWithSteps(1);
    const { comments, posts } = tenant.facade.blotato;
    const post = { accountId: "40114", content: { text: "Soon.", mediaUrls: [], platform: "twitter" } } as const;
    const { postSubmissionId: postId } = await posts.publish({ ...post, target: { targetType: "twitter" } });
    const early = await comments.create({ postId, text: "First!" });
    tenants.mock.clock.advance("1s");
    const error: unknown = await comments.waitUntilPosted(early).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ kind: "delivery", retryable: false, body: { id: early.id, status: "failed" } });
  });
});

describe("a chat of the inbox", () => {
  test("gives messages and comments, which their fields tell apart", async () => {
    const tenant = tenants.open();
    const { inbox, messages } = tenant.facade.blotato;
    const person = "17840000000000999";
    const comment = { kind: "comment", postId: "6701195", authorId: person, text: "How much is a loaf?" } as const;
    const { id } = tenants.mock.blotato.receive(comment, { key: tenant.apiKey }) as unknown as Comment;
    const chat = present(await inbox.chats({ accountId: "40112" }).first());
    tenants.mock.clock.advance("1m");
    await messages.replyToComment({
      accountId: "40112",
      recipientId: person,
      commentId: present((await tenant.facade.blotato.comments.get(id)).platformCommentId),
      text: "Four euros.",
      target: { targetType: "instagram" },
    });
    const items = await inbox.items(chat.id, { limit: 1 }).toArray({ limit: 10 });
    expect(items.map((item) => [isComment(item), item.text])).toEqual([
      [false, "Four euros."],
      [true, "How much is a loaf?"],
    ]);
  });
});
