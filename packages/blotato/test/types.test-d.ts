/* oxlint-disable vitest/expect-expect -- a call that must not compile is the assertion */
import { describe, expectTypeOf, test } from "vitest";

import type {
  BlotatoClient,
  Conversation,
  ErrorBody,
  Message,
  PlatformFilter,
  PublishPostRequest,
  SendMessageRequest,
  UndocumentedBody,
} from "../src/index.ts";

declare const client: BlotatoClient;

describe("the types of Blotato's specification", () => {
  test("are open for what the service says, and closed for what is said to it", () => {
    expectTypeOf<Message["platform"]>().toEqualTypeOf<
      "bluesky" | "facebook" | "instagram" | "twitter" | (string & {})
    >();
    expectTypeOf<PlatformFilter>().toEqualTypeOf<"bluesky" | "facebook" | "instagram" | "twitter">();
    expectTypeOf<SendMessageRequest["target"]["targetType"]>().toEqualTypeOf<"facebook" | "instagram" | "twitter">();
  });

  test("reject MESSAGE_TAG without a tag", () => {
    type Target = SendMessageRequest["target"];
    type Tagged = { targetType: "instagram"; responseType: "MESSAGE_TAG"; tag: string };
    expectTypeOf<Tagged>().toExtend<Target>();
    expectTypeOf<Omit<Tagged, "tag">>().not.toExtend<Target>();
  });

  test("have the time of a post beside it", () => {
    expectTypeOf<PublishPostRequest>().toHaveProperty("scheduledTime");
    expectTypeOf<PublishPostRequest["post"]>().not.toHaveProperty("scheduledTime");
  });
});

test("a result is data or error, by its operation", async () => {
  const result = await client.GET("/v2/conversations/{conversationId}", { params: { path: { conversationId: "1" } } });
  expectTypeOf(result.response).toEqualTypeOf<Response>();
  expectTypeOf(result.data).toEqualTypeOf<Conversation | undefined>();
  if (result.error !== undefined)
    expectTypeOf(result.error).toExtend<ErrorBody | { message: string } | UndocumentedBody>();
});

test("wrong calls do not compile", () => {
  // @ts-expect-error no such path
  void client.GET("/v2/chats");
  // @ts-expect-error no such method for the path
  void client.POST("/v2/conversations");
  // @ts-expect-error a parameter that is misspelt
  void client.GET("/v2/conversations", { params: { query: { limits: 10 } } });
  // @ts-expect-error without a body
  void client.POST("/v2/messages");
  // @ts-expect-error a field of the body that is misspelt
  void client.POST("/v2/media", { body: { url: "https://example.com/a.png", uri: "" } });
});
