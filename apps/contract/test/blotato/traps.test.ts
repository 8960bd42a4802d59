import type {
  AccountPlatform,
  ListMessagesQuery,
  MessageStatus,
  MessageTarget,
  Platform,
  PlatformFilter,
  SendMessageRequest,
} from "@switchboard/blotato";
import { describe, expect, expectTypeOf, test } from "vitest";

import { mockedTenants, present, type Tenant } from "../tenants.ts";

const tenants = mockedTenants();

const key = { "blotato-api-key": "contract" };

/** Calls the mock without a client, as somebody might who has not read the spec. */
const get = (pathAndQuery: string): Promise<Response> =>
  fetch(`${tenants.mock.blotato.url}${pathAndQuery}`, { headers: key });

const send = ({ raw }: Tenant, target: MessageTarget, accountId = "40112") =>
  raw.blotato.POST("/v2/messages", { body: { accountId, recipientId: "17840000000000101", text: "Hello", target } });

describe("`platform` is one value on conversations, and a repeated key on messages", () => {
  test("messages of several platforms are requested with a key for each", async () => {
    const tenant = tenants.open();
    const query = { platform: ["facebook", "instagram"] satisfies PlatformFilter[] };
    const messages = await tenant.facade.blotato.messages.list(query).toArray({ limit: 300 });
    expect(tenant.sent[0]?.url.searchParams.getAll("platform")).toEqual(["facebook", "instagram"]);
    expect(new Set(messages.map(({ platform }) => platform))).toEqual(new Set(["facebook", "instagram"]));
  });

  test("a single platform in the array filters as well", async () => {
    const { data } = await tenants
      .open()
      .raw.blotato.GET("/v2/messages", { params: { query: { platform: ["twitter"] } } });
    expect(new Set(present(data).items.map(({ platform }) => platform))).toEqual(new Set(["twitter"]));
  });

  test("an array for conversations does not compile, and is rejected", async () => {
    const listing = tenants.open().facade.blotato.conversations.list({
      // @ts-expect-error one platform at a time
      platform: ["facebook", "instagram"],
    });
    await expect(listing.first()).rejects.toMatchObject({ status: 422 });
  });

  test("a single value for messages does not compile", () => {
    expectTypeOf<ListMessagesQuery["platform"]>().toEqualTypeOf<readonly PlatformFilter[] | undefined>();
    // @ts-expect-error an array, even of one
    tenants.open().facade.blotato.messages.list({ platform: "facebook" });
  });

  test("values with a comma between them are rejected", async () => {
    const response = await get("/v2/messages?platform=facebook,instagram");
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ message: expect.stringMatching(/platform/) });
  });
});

describe("Bluesky is listed, and there is no way to send to it", () => {
  test("its conversations and messages are read", async () => {
    const { facade } = tenants.open();
    expect(await facade.blotato.conversations.list({ platform: "bluesky" }).first()).toMatchObject({
      platform: "bluesky",
    });
    expect(await facade.blotato.messages.list({ platform: ["bluesky"] }).first()).toMatchObject({
      platform: "bluesky",
    });
  });

  test("a target for it does not compile, and is rejected", async () => {
    expectTypeOf<MessageTarget["targetType"]>().toEqualTypeOf<"facebook" | "instagram" | "twitter">();
    // @ts-expect-error no such target
    const { error, response } = await send(tenants.open(), { targetType: "bluesky" }, "40115");
    expect(response.status).toBe(422);
    expect(error?.message).toMatch(/target\.targetType/);
  });
});

describe("MESSAGE_TAG needs a tag", () => {
  test("on Instagram, without one it does not compile, and is rejected with the field and the reason", async () => {
    // @ts-expect-error `tag` is missing
    const { error, response } = await send(tenants.open(), { targetType: "instagram", responseType: "MESSAGE_TAG" });
    expect(response.status).toBe(422);
    expect(error?.message).toMatch(/target\.tag.*required/);
  });

  test("on Facebook as well", async () => {
    const target = { targetType: "facebook", pageId: "987600000000123", responseType: "MESSAGE_TAG" } as const;
    // @ts-expect-error `tag` is missing
    const { error, response } = await send(tenants.open(), target, "40113");
    expect(response.status).toBe(422);
    expect(error?.message).toMatch(/target\.tag.*required/);
  });

  test("an empty tag does not count as one", async () => {
    const { error, response } = await send(tenants.open(), {
      targetType: "instagram",
      responseType: "MESSAGE_TAG",
      tag: "",
    });
    expect(response.status).toBe(422);
    expect(error?.message).toMatch(/target\.tag/);
  });

  test("with a tag it is taken, on both", async () => {
    const tagged = { responseType: "MESSAGE_TAG", tag: "HUMAN_AGENT" } as const;
    const instagram = await send(tenants.open(), { targetType: "instagram", ...tagged });
    const facebook = await send(
      tenants.open(),
      { targetType: "facebook", pageId: "987600000000123", ...tagged },
      "40113",
    );
    expect([instagram.response.status, facebook.response.status]).toEqual([201, 201]);
  });

  test("a reply through the facade does not compile without it either, and is rejected before any request", async () => {
    const { facade } = tenants.open();
    const conversation = present(await facade.blotato.conversations.list({ platform: "instagram" }).first());
    const { participants } = conversation;
    const recipientId = participants[0]?.id ?? "1";
    // @ts-expect-error `tag` is missing
    const replying = facade.blotato.messages.reply(conversation, "Hello", { recipientId, responseType: "MESSAGE_TAG" });
    await expect(replying).rejects.toThrow("target.tag is missing");
  });
});

describe("an error is `{ message, code?, reqId? }`, and a 429 has `statusCode` in place of `code`", () => {
  test.each(["/v2/conversations", "/v2/messages"])("%s", async (path) => {
    const response = await fetch(`${tenants.mock.blotato.url}${path}`, { headers: { ...key, prefer: "code=429" } });
    const body: unknown = await response.json();
    expect(response.status).toBe(429);
    expect(body).toEqual({ statusCode: 429, message: expect.stringMatching(/retry in \d+ seconds/) });
  });

  test("a path that does not exist gives the same shape", async () => {
    const response = await get("/v2/nothing");
    expect([response.status, response.headers.get("content-type")]).toEqual([
      404,
      expect.stringMatching(/^application\/json/),
    ]);
    expect(await response.json()).toEqual({ message: expect.stringMatching(/nothing/), reqId: expect.any(String) });
  });
});

describe("enums are open in responses and closed in requests", () => {
  test("an unknown value fits a response, and not a request", () => {
    const responded: [Platform, MessageStatus, AccountPlatform] = ["mastodon", "reconsidered", "mastodon"];
    // @ts-expect-error not a platform to filter by
    const requested: PlatformFilter = "mastodon";
    // @ts-expect-error not a kind of message
    const target: SendMessageRequest["target"] = { targetType: "instagram", responseType: "REMINDER" };
    expect([...responded, requested, target]).toHaveLength(5);
  });

  test("the known values stay known", () => {
    expectTypeOf<MessageStatus>().toEqualTypeOf<
      "delivered" | "failed" | "processing" | "queued" | "sent" | (string & {})
    >();
    expectTypeOf<Platform>().toEqualTypeOf<"bluesky" | "facebook" | "instagram" | "twitter" | (string & {})>();
    expectTypeOf<Platform>().not.toEqualTypeOf<string>();
  });
});
