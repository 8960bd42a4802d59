import { beforeEach, describe, expect, test } from "vitest";

import type { BlotatoInbound } from "../../../src/blotato/inbound/inbound.ts";
import { InboundError, type Tenant } from "../../../src/model/service.ts";
import { mockBlotato, type Conversation, type Message, type MockedBlotato, type Page } from "../mocked-blotato.ts";

let blotato: MockedBlotato;
let tenant: Tenant;

beforeEach(async () => {
  blotato = await mockBlotato();
  tenant = await blotato.tenant("a");
  blotato.clock.advance("1m");
});

const receive = (message: BlotatoInbound): Message => tenant.receive(message) as Message;

const first = async <Item>(path: string): Promise<Item> => {
  const { body } = await blotato.call<Page<Item>>("a", `GET ${path}`);
  return body.items[0] as Item;
};

const conversationWhere = async (isWanted: (conversation: Conversation) => boolean): Promise<Conversation> => {
  const all = await blotato.walk<Conversation>("a", "/v2/conversations", 250);
  return all.findLast(isWanted) as Conversation;
};

describe("a message in a conversation that is named", () => {
  test.each([
    ["instagram", "17841400000000001"],
    ["twitter", "1500000000000000001"],
    ["bluesky", "did:plc:harbourexample0000000001"],
  ])("comes from its person on %s, is delivered, and moves it to the top", async (platform, recipientId) => {
    const old = await conversationWhere(
      (other) => other.platform === platform && other.accountId !== "40122" && other.participants[0]?.id != null,
    );
    const received = receive({ conversationId: old.id, text: "Is it warm?" });
    const now = new Date(blotato.clock.now()).toISOString();
    expect(received).toEqual({
      id: expect.stringMatching(/^\d{7}$/),
      conversationId: old.id,
      platform,
      direction: "incoming",
      senderId: old.participants[0]?.id,
      recipientId,
      text: "Is it warm?",
      status: "delivered",
      errorCode: null,
      errorMessage: null,
      createdAt: now,
    });
    expect(await first("/v2/messages")).toEqual(received);
    expect(await first(`/v2/messages?conversationId=${old.id}`)).toEqual(received);
    expect(await first("/v2/conversations")).toEqual({ ...old, updatedAt: now });
  });

  test("goes to the Facebook page that it is with, or to one that is named", async () => {
    const conversations = await blotato.walk<Conversation>("a", "/v2/conversations?platform=facebook", 250);
    const pages = new Set<string>();
    for (const { id, participants } of conversations) {
      const [last] = await blotato.walk<Message>("a", `/v2/messages?conversationId=${id}`, 250);
      const page = last?.senderId === participants[0]?.id ? last?.recipientId : last?.senderId;
      expect(receive({ conversationId: id, text: "Hello" }).recipientId).toBe(page);
      pages.add(page ?? "");
    }
    expect(pages).toEqual(new Set(["987600000000123", "987600000000124"]));
    const [{ id: conversationId } = { id: "" }] = conversations;
    for (const pageId of pages) {
      expect(receive({ conversationId, pageId, text: "Hello" }).recipientId).toBe(pageId);
      expect(receive({ conversationId, text: "And?" }).recipientId).toBe(pageId);
    }
  });

  test("has no sender where the platform does not tell who takes part", async () => {
    for (const isWanted of [
      ({ participants }: Conversation) => participants.length === 0,
      ({ participants }: Conversation) => participants.length === 1 && participants[0]?.id === null,
    ]) {
      const { id } = await conversationWhere(isWanted);
      expect(receive({ conversationId: id, text: "Guess who" }).senderId).toBeNull();
    }
  });

  test("may come from the second participant", async () => {
    const { id, participants } = await conversationWhere((other) => other.participants.length === 2);
    const [one, other] = participants.map((person) => person.id ?? "");
    expect(receive({ conversationId: id, text: "Hello" }).senderId).toBe(one);
    expect(receive({ conversationId: id, senderId: other ?? "", text: "Hello" }).senderId).toBe(other);
  });
});

describe("a message of a person", () => {
  test("begins a conversation, and the next one goes on with it", async () => {
    const person = { accountId: "40112", senderId: "17840000000000101" };
    const received = receive({ ...person, text: "Hello", name: "Ada Example" });
    const createdAt = new Date(blotato.clock.now()).toISOString();
    const begun = {
      id: received.conversationId,
      accountId: "40112",
      platform: "instagram",
      participants: [{ id: person.senderId, name: "Ada Example", profileImageUrl: null, username: null }],
      createdAt,
      updatedAt: createdAt,
    };
    expect(await first("/v2/conversations")).toEqual(begun);
    blotato.clock.advance("1m");
    expect(receive({ ...person, text: "Anybody?", username: "ada" }).conversationId).toBe(begun.id);
    expect(await first("/v2/conversations")).toEqual({
      ...begun,
      participants: [{ ...begun.participants[0], username: "ada" }],
      updatedAt: new Date(blotato.clock.now()).toISOString(),
    });
    expect(receive({ ...person, accountId: "40122", text: "You too?" }).conversationId).not.toBe(begun.id);
  });

  test("goes on with the conversation of the seed that the person has", async () => {
    const { id, accountId, participants } = await conversationWhere((other) => other.participants.length === 2);
    for (const { id: senderId } of participants) {
      expect(receive({ accountId, senderId: senderId ?? "", text: "Hello" }).conversationId).toBe(id);
    }
  });

  test("goes on with a conversation that a message to the person began", async () => {
    const tweet = { accountId: "40114", recipientId: "15000301", text: "Hello", target: { targetType: "twitter" } };
    const { body } = await blotato.call<Message>("a", "POST /v2/messages", tweet);
    const response = receive({ accountId: "40114", senderId: "15000301", text: "Hello yourself" });
    expect(response.conversationId).toBe(body.conversationId);
  });

  test("names the page on Facebook when it begins a conversation, and need not do so again", () => {
    const person = { accountId: "40113", senderId: "6100000000000201" };
    expect(receive({ ...person, pageId: "987600000000124", text: "Hello" }).recipientId).toBe("987600000000124");
    expect(receive({ ...person, text: "Hello?" }).recipientId).toBe("987600000000124");
  });

  test("is seen by the tenant of its key alone", async () => {
    const untouched = await blotato.walk("b", "/v2/messages", 250);
    receive({ accountId: "40114", senderId: "15000301", text: "Hello" });
    expect(await blotato.walk("b", "/v2/messages", 250)).toEqual(untouched);
    expect(await blotato.walk("a", "/v2/messages", 250)).toHaveLength(untouched.length + 1);
  });
});

describe("a message that cannot arrive is rejected with its field, and changes nothing", () => {
  const person = { accountId: "40112", senderId: "17840000000000101", text: "Hello" };

  test.each<[string, unknown, string]>([
    ["no object", "Hello", 'the message is "Hello": expected an object such as { conversationId, text }'],
    ["nothing", undefined, "the message is undefined: expected an object"],
    ["null", null, "the message is null: expected an object"],
    ["a list", [], "the message is an array: expected an object"],
    ["a field that is not known", { ...person, body: "Hello" }, "body: is not a field of a message; expected conv"],
    ["no text", { accountId: "40112", senderId: "1" }, "text: is missing; expected what the person writes"],
    ["an empty text", { ...person, text: "" }, 'text: is ""; expected a text of at least one character'],
    ["a number for an id", { ...person, senderId: 7 }, "senderId: is 7; expected a text of at least one character"],
    ["null for an id", { ...person, conversationId: null }, "conversationId: is null; expected a text"],
    ["an object for a name", { ...person, name: {} }, "name: is an object; expected a text"],
    ["nobody", { text: "Hello" }, "conversationId: is missing; expected it, or accountId and senderId"],
    ["no sender", { accountId: "40112", text: "Hello" }, "senderId: is missing; expected who writes to the account"],
    ["an unknown conversation", { conversationId: "1", text: "Hello" }, 'conversationId: there is no conversation "1"'],
    ["an unknown account", { ...person, accountId: "7" }, 'accountId: there is no account "7"'],
    ["an account without messages", { ...person, accountId: "40116" }, "accountId: account 40116 is on linkedin;"],
    ["another platform", { ...person, platform: "fax" }, 'platform: account 40112 is on instagram, not on "fax"'],
    ["a page on Instagram", { ...person, pageId: "1" }, "pageId: account 40112 is on instagram, and only Facebook has"],
    ["no page", { ...person, accountId: "40113" }, "pageId: is missing; expected one of 987600000000123, 9876000000"],
    [
      "an unknown page",
      { ...person, accountId: "40113", pageId: "1" },
      'pageId: account 40113 has no page "1"; expected one of 987600000000123, 987600000000124',
    ],
    [
      "the account itself",
      { ...person, senderId: "17841400000000001" },
      'senderId: "17841400000000001" is the account',
    ],
  ])("%s", async (_, message, reason) => {
    const before = [tenant.count(), await blotato.walk("a", "/v2/conversations", 250)];
    expect(() => tenant.receive(message)).toThrow(InboundError);
    expect(() => tenant.receive(message)).toThrow(reason);
    expect([tenant.count(), await blotato.walk("a", "/v2/conversations", 250)]).toEqual(before);
  });

  test("somebody who takes no part in the conversation, or another account than its own", async () => {
    const { id, participants } = await conversationWhere(
      ({ accountId, participants: people }) => accountId === "40112" && people[0]?.id != null,
    );
    expect(() => tenant.receive({ conversationId: id, senderId: "1", text: "Hello" })).toThrow(
      `senderId: "1" takes no part in conversation ${id}; expected "${participants[0]?.id}"`,
    );
    expect(() => tenant.receive({ conversationId: id, accountId: "40122", text: "Hello" })).toThrow(
      `accountId: conversation ${id} is one of account 40112, not of "40122"`,
    );
  });
});

test("a tenant counts what it holds", async () => {
  expect(tenant.count()).toEqual({
    accounts: 11,
    conversations: 144,
    messages: 1014,
    comments: 8,
    posts: 53,
    slots: 3,
    media: 0,
  });
  receive({ accountId: "40114", senderId: "15000301", text: "Hello" });
  receive({ accountId: "40114", senderId: "15000301", text: "Hello?" });
  await blotato.call("a", "POST /v2/media", { url: "https://cdn.example.com/a.png" });
  const content = { text: "The oven is warm.", mediaUrls: [], platform: "twitter" };
  await blotato.call("a", "POST /v2/posts", {
    post: { accountId: "40114", content, target: { targetType: "twitter" } },
  });
  expect(tenant.count()).toEqual({
    accounts: 11,
    conversations: 145,
    messages: 1016,
    comments: 8,
    posts: 54,
    slots: 3,
    media: 1,
  });
  expect(blotato.api.violations).toEqual([]);
});
