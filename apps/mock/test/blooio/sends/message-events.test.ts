import { describe, expect, it } from "vitest";

import { type Item, testApi } from "../blooio-api.ts";

const api = testApi();

describe("what became of a message", () => {
  const log = async ({ chat_id, id }: Item, query = ""): Promise<Item> =>
    (await api.get(`/chats/${chat_id}/messages/${id}/events${query}`)).body as Item;

  it("grows as it is sent, delivered and reacted to, and comes in pages, the latest first", async () => {
    const { body } = await api.post("/messages", { from: "+15555550101", to: "+15555550199", text: "Hi" });
    const message = body as Item;
    api.clock.advance("1s");
    await api.post(`/chats/${message["chat_id"]}/messages/${message.id}/reactions`, { reaction: "+love" });
    const { data } = await log(message);
    expect(data.map(({ kind }: Item) => kind)).toEqual(["reaction", "delivered", "sent", "queued"]);
    expect(data[0]).toMatchObject({ message_id: message.id, metadata: { reaction: "love" } });
    const first = await log(message, "?limit=3");
    const rest = await log(message, `?limit=3&cursor=${first["next_cursor"]}`);
    expect([...first["data"], ...rest["data"]]).toEqual(data);
  });

  it("of a message from before is its last status, always the same", async () => {
    const [chat] = (await api.get("/chats?type=blooio&limit=1")).body.data;
    const [message] = (await api.get(`/chats/${chat.id}/messages?order=asc&limit=1`)).body.data;
    const { data } = await log(message);
    expect(data).toEqual([expect.objectContaining({ kind: message.status, occurred_at: message.updated_at })]);
    expect((await log(message))["data"]).toEqual(data);
  });
});
