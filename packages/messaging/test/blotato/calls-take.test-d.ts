/* oxlint-disable vitest/expect-expect -- a call that must not compile is the assertion */
import Bottleneck from "bottleneck";
import PQueue from "p-queue";
import { RateLimiterMemory, RateLimiterQueue } from "rate-limiter-flexible";
import { describe, expectTypeOf, test } from "vitest";

import {
  createBlotato,
  type Blotato,
  type Conversation,
  type Message,
  type PostStatus,
} from "../../src/blotato/index.ts";
import type { Listing, Page } from "../../src/index.ts";
import { directMessage, tweet } from "../samples.ts";

declare const blotato: Blotato;
declare const conversation: Conversation;
declare const message: Message;
const to = { accountId: "98", recipientId: "17", text: "Hello" } as const;

describe("a target", () => {
  test("of MESSAGE_TAG needs its tag", () => {
    void blotato.messages.send({
      ...to,
      target: { targetType: "instagram", responseType: "MESSAGE_TAG", tag: "HUMAN_AGENT" },
    });
    // @ts-expect-error without tag
    void blotato.messages.send({ ...to, target: { targetType: "instagram", responseType: "MESSAGE_TAG" } });
    // @ts-expect-error without tag
    void blotato.messages.send({ ...to, target: { targetType: "facebook", pageId: "1", responseType: "MESSAGE_TAG" } });
    const untagged = { targetType: "instagram", responseType: "MESSAGE_TAG", tag: undefined } as const;
    // @ts-expect-error the tag may not be undefined
    void blotato.messages.send({ ...to, target: untagged });
    void blotato.messages.reply(conversation, "Hi", { responseType: "MESSAGE_TAG", tag: "HUMAN_AGENT" });
    // @ts-expect-error without tag
    void blotato.messages.reply(conversation, "Hi", { responseType: "MESSAGE_TAG" });
    // @ts-expect-error no such kind
    void blotato.messages.reply(conversation, "Hi", { responseType: "ANSWER" });
  });

  test("is a platform that takes messages, with what it needs and nothing of another's", () => {
    // @ts-expect-error Bluesky can be read, but not replied to
    void blotato.messages.send({ ...to, target: { targetType: "bluesky" } });
    // @ts-expect-error Facebook needs its page
    void blotato.messages.send({ ...to, target: { targetType: "facebook" } });
    // @ts-expect-error X has no pages
    void blotato.messages.send({ ...to, target: { targetType: "twitter", pageId: "1" } });
    // @ts-expect-error X has no tags
    void blotato.messages.send({ ...to, target: { targetType: "twitter", responseType: "RESPONSE" } });
    // @ts-expect-error a message needs a target
    void blotato.messages.send(to);
    // @ts-expect-error a field that is misspelt
    void blotato.messages.send({ ...directMessage, recipient: "17" });
  });

  test("of a comment is on Facebook or Instagram", () => {
    void blotato.messages.replyToComment({ ...to, commentId: "1", target: { targetType: "instagram" } });
    // @ts-expect-error X has no private replies
    void blotato.messages.replyToComment({ ...to, commentId: "1", target: { targetType: "twitter" } });
    // @ts-expect-error without the comment
    void blotato.messages.replyToComment({ ...to, target: { targetType: "instagram" } });
    // @ts-expect-error Facebook needs its page
    void blotato.messages.replyToComment({ ...to, commentId: "1", target: { targetType: "facebook" } });
  });
});

describe("a post", () => {
  test("is scheduled by a date beside it, not by a text within it", () => {
    void blotato.posts.schedule(tweet, new Date());
    // @ts-expect-error a text
    void blotato.posts.schedule(tweet, "2027-03-10T15:30:00Z");
    void blotato.posts.schedule(tweet, "nextSlot");
    void blotato.posts.thread({ accountId: "98", platform: "threads", posts: [{ text: "1" }], when: "nextSlot" });
    // @ts-expect-error no such slot
    void blotato.posts.schedule(tweet, "nextWeek");
    // @ts-expect-error without a time
    void blotato.posts.schedule(tweet);
    // @ts-expect-error Blotato ignores a time within the post, and publishes at once
    void blotato.posts.publish({ ...tweet, scheduledTime: "2027-03-10T15:30:00Z" });
    const timed = { ...tweet, scheduledTime: "2027-03-10T15:30:00Z" };
    // @ts-expect-error a time within the post, from a variable
    void blotato.posts.publish(timed);
    const free = { ...tweet, useNextFreeSlot: true };
    // @ts-expect-error a time within the post, from a variable
    void blotato.posts.publish(free);
    // @ts-expect-error two times
    void blotato.posts.schedule(timed, new Date());
  });

  test("has one platform", () => {
    // @ts-expect-error content for X, target Instagram
    void blotato.posts.publish({
      accountId: "98",
      content: { text: "", mediaUrls: [], platform: "twitter" },
      target: { targetType: "instagram" },
    });
    // @ts-expect-error a thread where there are none
    void blotato.posts.thread({ accountId: "98", platform: "instagram", posts: [{ text: "1" }] });
  });
});

describe("a list", () => {
  test("is of its items, and an array of it needs a limit", () => {
    const listing = blotato.conversations.list();
    expectTypeOf(listing).toEqualTypeOf<Listing<Conversation>>();
    expectTypeOf(listing.toArray({ limit: 1 })).resolves.toEqualTypeOf<Conversation[]>();
    expectTypeOf(listing.first()).resolves.toEqualTypeOf<Conversation | undefined>();
    expectTypeOf(listing.pages()).toEqualTypeOf<AsyncGenerator<Page<Conversation>, void, undefined>>();
    // @ts-expect-error without a limit
    void listing.toArray();
    // @ts-expect-error without a limit
    void listing.toArray({});
    expectTypeOf<Page<Conversation>["items"]>().toEqualTypeOf<readonly Conversation[]>();
  });

  test("takes known filters only: one platform for conversations, several for messages", () => {
    void blotato.messages.list({ platform: ["facebook", "instagram"] });
    // @ts-expect-error a conversation has one platform
    void blotato.conversations.list({ platform: ["facebook"] });
    // @ts-expect-error enums of requests are closed
    void blotato.conversations.list({ platform: "mastodon" });
    // @ts-expect-error a filter that is misspelt
    void blotato.conversations.list({ plattform: "facebook" });
    // @ts-expect-error prefetch is 0 or 1
    void blotato.conversations.list({}, { prefetch: 2 });
    // @ts-expect-error options of a list are not a query
    void blotato.conversations.list({ distinct: true });
  });
});

test("a key is a text or a function, and limits are numbers", () => {
  // Without a key, that of the environment is taken.
  createBlotato({});
  // @ts-expect-error a key is a text, or a function that gives one
  createBlotato({ apiKey: 5 });
  // @ts-expect-error a text
  createBlotato({ apiKey: "k", timeout: "30s" });
  // @ts-expect-error the options of a call have no key
  void blotato.conversations.get("1", { apiKey: "k" });
  // @ts-expect-error Blotato has no idempotency key
  void blotato.messages.send(directMessage, { idempotencyKey: "k" });
});

test("lists may be read-only, and what may be left out may be undefined", () => {
  const platforms = ["facebook", "instagram"] as const;
  blotato.messages.list({ platform: platforms, accountId: undefined, limit: undefined });
  void blotato.raw.GET("/v2/messages", { params: { query: { platform: platforms, cursor: undefined } } });
  const mediaUrls = ["https://example.com/a.png"] as const;
  void blotato.posts.publish({
    accountId: "1",
    content: { text: "a", mediaUrls, platform: "facebook" },
    target: { targetType: "facebook", pageId: "1", mediaType: undefined, link: undefined },
  });
  const twitter = { text: "a", mediaUrls, platform: "twitter", additionalPosts: undefined } as const;
  void blotato.posts.publish({ accountId: "1", content: twitter, target: { targetType: "twitter" } });
  void blotato.posts.thread({ accountId: "1", platform: "threads", posts: [{ text: "a", mediaUrls: undefined }] });
  void blotato.messages.send({ ...directMessage, target: { targetType: "instagram", tag: undefined } });
  void blotato.messages.reply(conversation, "a", { pageId: undefined, tag: undefined, signal: undefined });
  const nothing = {
    deadline: undefined,
    headers: undefined,
    retries: undefined,
    signal: undefined,
    timeout: undefined,
  };
  void blotato.conversations.get("1", nothing);
  blotato.conversations.list({}, { ...nothing, distinct: undefined, prefetch: undefined });
  void blotato.messages.waitUntilDelivered(message, { signal: undefined, timeout: undefined, until: undefined });
  createBlotato({
    ...nothing,
    apiKey: undefined,
    baseUrl: undefined,
    fetch: undefined,
    hooks: undefined,
    limiter: undefined,
  });
  // What callers get is as the service gives it.
  expectTypeOf<Conversation["participants"]>().toEqualTypeOf<Conversation["participants"][number][]>();
  expectTypeOf<PostStatus>().not.toExtend<{ publicUrl: string | undefined }>();
});

test("a limiter is one line of the libraries that there are", () => {
  createBlotato({ limiter: (send) => new Bottleneck().schedule(send) });
  createBlotato({ limiter: (send) => new PQueue().add(send) });
  createBlotato({
    limiter: (send) =>
      new RateLimiterQueue(new RateLimiterMemory({ points: 1, duration: 1 })).removeTokens(1).then(send),
  });
  // @ts-expect-error it has to wait for the request
  createBlotato({ limiter: (send) => void send() });
});
