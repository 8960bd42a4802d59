/* oxlint-disable vitest/expect-expect -- a call that must not compile is the assertion */
import { describe, expectTypeOf, test } from "vitest";

import type {
  BlooioClient,
  Channel,
  ChannelType,
  ChannelTypeChoice,
  Message,
  SendMessageRequest,
} from "../src/index.ts";

declare const client: BlooioClient;

describe("the types of Blooio's specification", () => {
  test("are open for what the service says, and closed for what is said to it", () => {
    expectTypeOf<"telegram">().toExtend<ChannelType>();
    expectTypeOf<"telegram">().not.toExtend<ChannelTypeChoice>();
    expectTypeOf<string>().not.toEqualTypeOf<ChannelType>();
  });

  test("read both generations of the beta, and send the current one", () => {
    expectTypeOf<"amb">().toExtend<NonNullable<Channel["type"]>>();
    expectTypeOf<null>().toExtend<Message["protocol"]>();
    expectTypeOf<"amb">().not.toExtend<NonNullable<SendMessageRequest["channel_type"]>>();
    expectTypeOf<SendMessageRequest>().not.toHaveProperty("content");
    expectTypeOf<SendMessageRequest>().not.toHaveProperty("channel_id");
    expectTypeOf<SendMessageRequest["from"]>().toEqualTypeOf<string | undefined>();
  });
});

test("a result is data or error, by its operation", async () => {
  const { data, response } = await client.GET("/channels/{channel}", { params: { path: { channel: "ch_1" } } });
  expectTypeOf(response).toEqualTypeOf<Response>();
  expectTypeOf(data?.data).toEqualTypeOf<Channel | undefined>();
});

test("wrong calls do not compile", () => {
  // @ts-expect-error no such path
  void client.GET("/conversations");
  // @ts-expect-error no such method for the path
  void client.DELETE("/chats");
  // @ts-expect-error a parameter that is misspelt
  void client.GET("/chats", { params: { query: { sate: "open" } } });
  // @ts-expect-error enums of requests are closed
  void client.GET("/chats", { params: { query: { state: "archived" } } });
  // @ts-expect-error the retired form
  void client.POST("/messages", { body: { to: "+1", content: { text: "a" } } });
  // @ts-expect-error a header that is misspelt
  void client.POST("/messages", { params: { header: { "Idempotence-Key": "k" } }, body: { to: "+1", text: "a" } });
});
