import { expectTypeOf, test } from "vitest";

import {
  isInbound,
  isKnown,
  type Blotato,
  type BlotatoErrorBody,
  type Conversation,
  type Message,
  type PostStatus,
} from "../../src/blotato/index.ts";
import { isApiError, type ApiError, type ApiPromise, type ApiResponse } from "../../src/index.ts";
import { directMessage } from "../samples.ts";

declare const blotato: Blotato;
declare const conversation: Conversation;
declare const message: Message;

test("a call gives its data, or its data with the response", () => {
  expectTypeOf(blotato.conversations.get("1")).toEqualTypeOf<ApiPromise<Conversation>>();
  expectTypeOf(blotato.messages.send(directMessage).withResponse()).resolves.toEqualTypeOf<ApiResponse<Message>>();
  expectTypeOf<ApiResponse<Message>["response"]>().toEqualTypeOf<Response>();
});

test("enums of responses are open: a value that comes tomorrow compiles, and the known ones are named", () => {
  expectTypeOf<Message["status"]>().toEqualTypeOf<
    "delivered" | "failed" | "processing" | "queued" | "sent" | (string & {})
  >();
  expectTypeOf<"new-status">().toExtend<Message["status"]>();
  expectTypeOf<"new-platform">().toExtend<Conversation["platform"]>();
  expectTypeOf<"new-state">().toExtend<PostStatus["status"]>();
  expectTypeOf<string>().not.toEqualTypeOf<Message["status"]>();
});

test("an open enum narrows to the values that the document names", () => {
  const { platform } = conversation;
  // @ts-expect-error it may be any text
  const unknown: "bluesky" | "facebook" | "instagram" | "twitter" = platform;
  if (!isKnown("platform", platform)) return;
  expectTypeOf(platform).toEqualTypeOf<"bluesky" | "facebook" | "instagram" | "twitter">();
  if (platform !== "twitter") expectTypeOf(platform).toEqualTypeOf<"bluesky" | "facebook" | "instagram">();
  // @ts-expect-error no such enum
  isKnown("platfrom", platform);
  void unknown;
});

test("isApiError narrows the body to what can be there: what Blotato documents, a failed message, and the text of anything else", () => {
  const error: unknown = undefined;
  if (isApiError(error, "blotato")) {
    expectTypeOf(error).toEqualTypeOf<ApiError<BlotatoErrorBody>>();
    // @ts-expect-error it may be a page of a proxy, or the message that failed
    void error.body.message;
    if (typeof error.body === "string") return;
    if ("reqId" in error.body) expectTypeOf(error.body.message).toEqualTypeOf<string>();
    if ("errorCode" in error.body) expectTypeOf(error.body).toEqualTypeOf<Message>();
    // @ts-expect-error Blooio's body
    void error.body.fan_out;
  }
  if (isApiError(error)) expectTypeOf(error.body).toEqualTypeOf<unknown>();
  // @ts-expect-error no such API
  isApiError(error, "twilio");
});

test("isInbound takes a message and its conversation, and may not know", () => {
  expectTypeOf(isInbound(message, conversation)).toEqualTypeOf<boolean | undefined>();
});

test("the raw client gives data, error and response, with the types of the specification", async () => {
  const { data, response } = await blotato.raw.GET("/v2/conversations", { params: { query: { limit: 10 } } });
  expectTypeOf(response).toEqualTypeOf<Response>();
  expectTypeOf(data?.items).toEqualTypeOf<Conversation[] | undefined>();
  // @ts-expect-error no such path
  void blotato.raw.GET("/v2/conversation");
  // @ts-expect-error without the path parameter
  void blotato.raw.GET("/v2/conversations/{conversationId}");
});
