import { beforeEach, describe, expect, it } from "vitest";

import { type ApiResponse, type Item, testApi } from "../blooio-api.ts";

const api = testApi();
let chat: Item;
let poll: Item;

beforeEach(async () => {
  [chat] = (await api.get("/chats?type=blooio&state=open")).body.data;
  const { status, body } = await api.post(`/chats/${chat.id}/polls`, {
    title: "When?",
    options: ["Friday", "Saturday", "Sunday"],
  });
  expect(status).toBe(201);
  poll = body.data;
});

const vote = (body: object, id = poll.id): Promise<ApiResponse> => api.post(`/chats/${chat.id}/polls/${id}/vote`, body);
const results = async (id = poll.id): Promise<Item> => (await api.get(`/chats/${chat.id}/polls/${id}`)).body.data;
const votes = async (): Promise<number[]> => (await results())["options"].map((option: Item) => option["votes"]);
const rejected = (status: number, code: string): object => ({ status, body: { error: { code } } });

describe("a poll", () => {
  it("is a message of its chat, and an event", async () => {
    expect(poll).toEqual({
      id: poll.id,
      chat_id: chat.id,
      channel_id: chat["channel_id"],
      channel_type: "blooio",
      type: "poll",
      status: "queued",
      poll: { title: "When?", options: ["Friday", "Saturday", "Sunday"] },
    });
    const [newest] = (await api.get(`/chats/${chat.id}/messages?limit=1`)).body.data;
    expect(newest).toMatchObject({ id: poll.id, type: "poll", direction: "outbound" });
    expect((await api.get("/events?type=poll.*")).body.data).toMatchObject([
      { type: "poll.created", message_id: poll.id, chat_id: chat.id, data: { poll: poll["poll"] } },
    ]);
  });

  it("is the same when it was sent as a message", async () => {
    const { body } = await api.post(`/chats/${chat.id}/messages`, { poll: { title: "Where?", options: ["A", "B"] } });
    expect(await results(body.id)).toMatchObject({ title: "Where?", total_votes: 0 });
    expect((await vote({ option: "B" }, body.id)).status).toBe(201);
    expect(await results(body.id)).toMatchObject({
      options: [
        { text: "A", votes: 0 },
        { text: "B", votes: 1 },
      ],
    });
  });

  it("counts votes by index and by text, and takes one back that comes again", async () => {
    expect(await votes()).toEqual([0, 0, 0]);
    expect(await vote({ option_index: 2 })).toMatchObject({
      status: 201,
      body: { data: { poll_id: poll.id, voted_option: "Sunday", toggled: "on", active_votes: ["Sunday"] } },
    });
    expect(await vote({ option: "Friday" })).toMatchObject({
      status: 201,
      body: { data: { toggled: "on", active_votes: ["Friday", "Sunday"], active_vote_indices: [0, 2] } },
    });
    expect([await votes(), (await results())["total_votes"]]).toEqual([[1, 0, 1], 2]);
    expect(await vote({ option: "Sunday" })).toMatchObject({ status: 201, body: { data: { toggled: "off" } } });
    expect(await vote({ option_index: 0, option: "Friday" })).toMatchObject({
      status: 200,
      body: { data: { toggled: "off", active_votes: [], active_vote_indices: [] } },
    });
    expect(await votes()).toEqual([0, 0, 0]);
    expect((await api.get("/events?type=poll.voted")).body.data).toHaveLength(4);
  });

  it.each([
    ["no option", {}],
    ["an index beyond the options", { option_index: 3 }],
    ["an index below them", { option_index: -1 }],
    ["a text that is not an option", { option: "Monday" }],
    ["an index and a text that differ", { option_index: 0, option: "Sunday" }],
  ])("takes no vote with %s", async (_, body) => {
    expect(await vote(body)).toMatchObject(rejected(422, "validation_failed"));
    expect(await votes()).toEqual([0, 0, 0]);
  });

  it("is not found in another chat, and a text is not a poll", async () => {
    const [, other] = (await api.get("/chats?type=blooio&state=open")).body.data;
    expect(await api.get(`/chats/${other.id}/polls/${poll.id}`)).toMatchObject(rejected(404, "not_found"));
    const { body: text } = await api.post(`/chats/${chat.id}/messages`, { text: "Hello" });
    expect(await vote({ option_index: 0 }, text.id)).toMatchObject(rejected(404, "not_found"));
  });

  it.each(["type=twilio&state=open", "type=blooio&state=closed"])("is a conflict in a chat of %s", async (query) => {
    const [other] = (await api.get(`/chats?${query}`)).body.data;
    const body = { title: "When?", options: ["Now", "Later"] };
    expect((await api.post(`/chats/${other.id}/polls`, body)).status).toBe(409);
  });

  it("of the past can be read", async () => {
    const chats = await api.walk("/chats?type=blooio", 200);
    for (const { id } of chats) {
      const messages = await api.walk(`/chats/${id}/messages`, 200);
      const past = messages.find((message) => message["type"] === "poll" && message.id !== poll.id);
      if (past === undefined) continue;
      expect((await api.get(`/chats/${id}/polls/${past.id}`)).body.data).toMatchObject({ total_votes: 0 });
      return;
    }
    throw new Error("The made-up data have no poll");
  });
});
