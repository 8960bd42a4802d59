import { beforeAll, describe, expect, test } from "vitest";

import { mockBlotato, type Conversation, type Message, type MockedBlotato, type Page } from "../mocked-blotato.ts";

const hour = 3_600_000;
const day = 24 * hour;

const meta = [
  ["instagram", { accountId: "40112", target: { targetType: "instagram" } }],
  ["facebook", { accountId: "40113", target: { targetType: "facebook", pageId: "987600000000123" } }],
] as const;
const humanAgent = { responseType: "MESSAGE_TAG", tag: "HUMAN_AGENT" };

/** Sends a message to a person and reads it again when nothing more happens to it. */
async function send(
  { call, clock }: MockedBlotato,
  { accountId, target }: { readonly accountId: string; readonly target: object },
  recipientId: string,
): Promise<Message | undefined> {
  const { status, body } = await call<Message>("a", "POST /v2/messages", {
    accountId,
    recipientId,
    target,
    text: "We are open until six.",
  });
  expect([status, body.status, body.errorMessage]).toEqual([201, "queued", null]);
  clock.advance(300);
  const list = await call<Page<Message>>("a", `GET /v2/messages?conversationId=${body.conversationId}`);
  return list.body.items.find(({ id }) => id === body.id);
}

const delivered = { status: "delivered", errorCode: null, errorMessage: null };
const failed = (reason: string): object => ({
  status: "failed",
  errorCode: null,
  errorMessage: expect.stringContaining(reason),
});

describe.each(meta)("on %s", (platform, { accountId, target }) => {
  let blotato: MockedBlotato;
  const person = "61000000000000000077";
  /** The person writes, and so much time goes by. */
  const wait = async (milliseconds: number): Promise<void> => {
    const page = platform === "facebook" ? { pageId: "987600000000123" } : {};
    (await blotato.tenant("a")).receive({ accountId, senderId: person, text: "Are you open?", ...page });
    blotato.clock.advance(milliseconds);
  };
  const reply = (options: object = {}) => send(blotato, { accountId, target: { ...target, ...options } }, person);

  beforeAll(async () => {
    blotato = await mockBlotato();
  });

  test("a message to somebody who never wrote fails", async () => {
    const stranger = await send(blotato, { accountId, target }, "61000000000000000078");
    expect(stranger).toMatchObject(failed("this person has not written to the account"));
    // Writing to somebody opens nothing.
    const again = await send(blotato, { accountId, target }, "61000000000000000078");
    expect(again).toMatchObject(failed("has not written"));
  });

  test.each([
    ["RESPONSE", { responseType: "RESPONSE" }],
    ["UPDATE", { responseType: "UPDATE" }],
    ["no kind", {}],
    ["another tag", { responseType: "MESSAGE_TAG", tag: "ACCOUNT_UPDATE" }],
    ["the tag but not its kind", { responseType: "RESPONSE", tag: "HUMAN_AGENT" }],
  ])("a message with %s is delivered for 24 hours, and then fails", async (_, options) => {
    await wait(day);
    expect(await reply(options)).toMatchObject(delivered);
    expect(await reply(options)).toMatchObject(failed("this person last wrote more than 24 hours ago"));
    await wait(0);
    expect(await reply(options)).toMatchObject(delivered);
  });

  test("a human agent's message is delivered for 7 days, and then fails", async () => {
    await wait(7 * day);
    expect(await reply(humanAgent)).toMatchObject(delivered);
    expect(await reply(humanAgent)).toMatchObject(failed("this person last wrote more than 7 days ago"));
  });

  test("a private reply to a comment needs no window", async () => {
    await wait(8 * day);
    expect(await reply({ commentId: "18100000000000007" })).toMatchObject(delivered);
    expect(await reply()).toMatchObject(failed("more than 24 hours ago"));
  });

  test("what was sent in time stays delivered", async () => {
    await wait(0);
    const sent = await reply();
    blotato.clock.advance("10d");
    const list = await blotato.call<Page<Message>>("a", `GET /v2/messages?conversationId=${sent?.conversationId}`);
    expect(list.body.items[0]).toEqual(sent);
    expect(blotato.api.violations).toEqual([]);
  });

  test("the conversations of the seed are open or closed by what was last received in them", async () => {
    const fresh = await mockBlotato();
    const all = await fresh.walk<Conversation>("a", `/v2/conversations?accountId=${accountId}`, 250);
    const reached = { open: 0, closed: 0 };
    for (const { id, participants } of all) {
      const personId = participants[0]?.id;
      if (personId === undefined || personId === null) continue;
      const messages = await fresh.walk<Message>("a", `/v2/messages?conversationId=${id}`, 250);
      const last = messages.find(({ senderId }) => senderId === personId);
      const isOpen = Date.parse(last?.createdAt ?? "") >= fresh.clock.now() - day;
      expect(await send(fresh, { accountId, target }, personId)).toMatchObject(isOpen ? delivered : failed("24 hours"));
      reached[isOpen ? "open" : "closed"] += 1;
    }
    expect(reached.open).toBeGreaterThan(1);
    expect(reached.closed).toBeGreaterThan(1);
  });
});

test("who wrote to one account has not written to another", async () => {
  const blotato = await mockBlotato();
  const senderId = "17840000000000101";
  (await blotato.tenant("a")).receive({ accountId: "40112", senderId, text: "Hello" });
  const target = { targetType: "instagram" };
  expect(await send(blotato, { accountId: "40122", target }, senderId)).toMatchObject(failed("has not written"));
  expect(await send(blotato, { accountId: "40112", target }, senderId)).toMatchObject(delivered);
});

test("in a conversation of several, who wrote has a window, and the others have not", async () => {
  const blotato = await mockBlotato();
  const { receive } = await blotato.tenant("a");
  const all = await blotato.walk<Conversation>("a", "/v2/conversations?platform=instagram", 250);
  const several = all.find(({ participants }) => participants.length === 2);
  const { id: conversationId, accountId } = several as Conversation;
  const [one = "", other = ""] = several?.participants.map(({ id }) => id ?? "") ?? [];
  const reply = (to: string) => send(blotato, { accountId, target: { targetType: "instagram" } }, to);
  receive({ conversationId, senderId: one, text: "Hello" });
  expect([await reply(one), await reply(other)]).toMatchObject([delivered, failed("has not written")]);
  receive({ conversationId, senderId: other, text: "Hello" });
  expect([await reply(one), await reply(other)]).toMatchObject([delivered, delivered]);
});

test("X has no window", async () => {
  const blotato = await mockBlotato();
  const tweet = { accountId: "40114", target: { targetType: "twitter" } };
  expect(await send(blotato, tweet, "1500000000000000301")).toMatchObject(delivered);
});
