import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { mockBlotato, type MockedBlotato } from "./mocked-blotato.ts";

interface Chat {
  readonly id: string;
  readonly accountId: string;
  readonly platform: string;
  readonly updatedAt: string;
}

type Item = { readonly id: string; readonly createdAt: string; readonly text: string } & (
  | { readonly postId: string; readonly authorId: string }
  | { readonly recipientId: string }
);

let blotato: MockedBlotato;
beforeEach(async () => {
  blotato = await mockBlotato();
});
afterEach(() => expect(blotato.api.violations).toEqual([]));

const chats = (query = ""): Promise<readonly Chat[]> => blotato.walk<Chat>("a", `/v2/inbox/chats${query}`, 20);
const itemsOf = (id: string, limit = 2): Promise<readonly Item[]> =>
  blotato.walk<Item>("a", `/v2/inbox/chats/${encodeURIComponent(id)}/items`, limit);
const kindOf = (item: Item): string => ("postId" in item ? "comment" : "message");
const newestFirst = (times: readonly string[]): readonly string[] =>
  times.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0));

describe("the chats", () => {
  test("are those of all conversations, and of people who only commented, the most recently active first", async () => {
    const all = await chats();
    const conversations = await blotato.walk<{ id: string; updatedAt: string }>("a", "/v2/conversations", 250);
    const times = all.map(({ updatedAt }) => updatedAt);
    expect(times).toEqual(newestFirst(times));
    const byId = new Map(all.map((chat) => [chat.id, chat.updatedAt]));
    for (const { id, updatedAt } of conversations) expect([id, byId.get(`chat-${id}`)]).toEqual([id, updatedAt]);
    expect(byId.size).toBe(all.length);
    expect(all.length).toBe(conversations.length + 2);
  });

  test("pass every filter that is given", async () => {
    const all = await chats();
    expect(await chats("?accountId=40113")).toEqual(all.filter(({ accountId }) => accountId === "40113"));
    expect(await chats("?platform=twitter&platform=bluesky")).toEqual(
      all.filter(({ platform }) => ["twitter", "bluesky"].includes(platform)),
    );
    expect(await chats("?accountId=40117")).toEqual([]);
  });
});

describe("a chat", () => {
  test("joins messages and comments, the newest first, on pages of any size", async () => {
    const commented = (
      await blotato.walk<{ authorId: string; id: string }>("a", "/v2/comments?postId=6701195", 50)
    ).find(({ id }) => id === "5210001");
    const all = await chats("?accountId=40112");
    const found = await Promise.all(all.map(async ({ id }) => [id, await itemsOf(id, 250)] as const));
    const [id, items] = found.find(([, each]) => each.some((item) => item.id === commented?.id)) ?? ["", []];
    expect(new Set(items.map(kindOf))).toEqual(new Set(["comment", "message"]));
    expect(items.filter((item) => kindOf(item) === "comment").map((item) => item.id)).toEqual(["5210002", "5210001"]);
    expect(items.map(({ createdAt }) => createdAt)).toEqual(newestFirst(items.map(({ createdAt }) => createdAt)));
    for (const limit of [1, 2, 3, items.length]) expect(await itemsOf(id, limit)).toEqual(items);
  });

  test("begins with a comment, and keeps its id when a message comes to it", async () => {
    const { receive } = await blotato.tenant("a");
    const person = "17840000000000999";
    receive({ kind: "comment", postId: "6701195", authorId: person, text: "How much is a loaf?" });
    const [chat] = await chats();
    blotato.clock.advance("1m");
    receive({ accountId: "40112", senderId: person, text: "Did you see my comment?" });
    blotato.clock.advance("1m");
    const message = {
      accountId: "40112",
      recipientId: person,
      text: "Four euros.",
      target: { targetType: "instagram" },
    };
    await blotato.call("a", "POST /v2/messages", message);
    const [first, second] = await chats();
    expect([first?.id, second?.id]).toEqual([chat?.id, expect.not.stringContaining(person)]);
    expect((await itemsOf(chat?.id ?? "")).map(({ text }) => text)).toEqual([
      "Four euros.",
      "Did you see my comment?",
      "How much is a loaf?",
    ]);
  });

  test("of a conversation moves to the front with a comment of its person, and with the reply", async () => {
    const { receive } = await blotato.tenant("a");
    const conversations = await blotato.walk<{ id: string; participants: { id: string | null }[] }>(
      "a",
      "/v2/conversations?accountId=40112&platform=instagram",
      250,
    );
    const conversation = conversations.findLast(({ participants }) => participants[0]?.id != null);
    const authorId = conversation?.participants[0]?.id;
    blotato.clock.advance("1m");
    const comment = receive({ kind: "comment", postId: "6701195", authorId, text: "Me again." }) as { id: string };
    expect((await chats())[0]?.id).toBe(`chat-${conversation?.id}`);
    receive({ kind: "comment", postId: "6701195", authorId: "17840000000000998", text: "And me." });
    blotato.clock.advance("1m");
    const reply = { postId: "6701195", parentCommentId: comment.id, text: "Good to see you." };
    await blotato.call("a", "POST /v2/comments", reply);
    expect((await chats())[0]?.id).toBe(`chat-${conversation?.id}`);
    expect((await itemsOf(`chat-${conversation?.id}`)).slice(0, 2).map(({ text }) => text)).toEqual([
      "Good to see you.",
      "Me again.",
    ]);
  });

  test("loses what is older than 45 days, and stays", async () => {
    const [chat] = await chats();
    blotato.clock.advance("46d");
    expect(await itemsOf(chat?.id ?? "")).toEqual([]);
  });

  test("that is unknown is not found, and neither is the cursor of another", async () => {
    expect((await blotato.call("a", "GET /v2/inbox/chats/chat-1/items")).status).toBe(404);
    const [one, other] = await chats();
    const page = await blotato.call<{ cursor: string }>("a", `GET /v2/inbox/chats/${one?.id}/items?limit=1`);
    const path = `/v2/inbox/chats/${other?.id}/items?cursor=${encodeURIComponent(page.body.cursor)}`;
    expect((await blotato.call("a", `GET ${path}`)).status).toBe(422);
  });
});
