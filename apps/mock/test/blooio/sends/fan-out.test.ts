import { beforeEach, describe, expect, it } from "vitest";

import { type ApiResponse, type Item, testApi } from "../blooio-api.ts";

const api = testApi();
let chats: Item[];

beforeEach(async () => {
  chats = await api.walk("/chats", 200);
});

const nobody = "+15555550199";
const send = (body: Record<string, unknown>): Promise<ApiResponse> => api.post("/messages", { text: "Hello", ...body });
const rejected = (status: number, code: string, words: string) => ({
  status,
  body: { error: { code, message: expect.stringContaining(words) } },
});

describe("a fan-out", () => {
  const several = ["+15555550198", "+15555550199"];

  it("is 207 with one result per recipient, each in its chat", async () => {
    const { status, body } = await send({ to: several });
    expect(status).toBe(207);
    expect(body).toMatchObject({ fan_out: true, sent: 2, failed: 0, routing: { mode: "priority" } });
    expect(body.data.map(({ to }: Item) => to)).toEqual(several);
    for (const item of body.data) {
      expect((await api.get(`/chats/${item.chat_id}/messages/${item.id}`)).body.data).toMatchObject({
        text: "Hello",
        status: "queued",
      });
    }
  });

  it("is 207 with mixed results, and sends to those who can be reached", async () => {
    const { status, body } = await send({ to: [...several, "nobody"] });
    expect(status).toBe(207);
    expect(body).toMatchObject({ sent: 2, failed: 1 });
    expect(body.data[2]).toMatchObject({ to: "nobody", status: "failed", error: { code: "invalid_recipient" } });
    expect(body.data[2]).not.toHaveProperty("id");
  });

  it("is 422 in its own shape when every recipient failed, and sends nothing", async () => {
    const { status, body } = await send({ to: ["nobody", "no-one"] });
    expect(status).toBe(422);
    expect(body).toMatchObject({ fan_out: true, sent: 0, failed: 2 });
    expect(body).not.toHaveProperty("error");
    expect(await api.walk("/chats", 200)).toEqual(chats);
  });

  it("of one recipient is an ordinary send, also when it is named twice", async () => {
    for (const to of [[nobody], [nobody, nobody]])
      expect(await send({ to })).toMatchObject({ status: 201, body: { status: "queued" } });
    expect(await send({ to: ["nobody"] })).toMatchObject(rejected(422, "invalid_recipient", "nobody"));
  });

  it("is replayed with 200, and rehearsed with 200", async () => {
    const request = { to: [...several, "nobody"], text: "Hello" };
    const rehearsal = await api.post("/messages", { ...request, dry_run: true });
    expect(rehearsal).toMatchObject({
      status: 200,
      body: { fan_out: true, dry_run: true, data: [{ would_send: true }, { would_send: true }, { would_send: false }] },
    });
    expect(await api.walk("/chats", 200)).toEqual(chats);
    const failed = await api.post("/messages", { ...request, to: ["nobody", "no-one"] }, { "idempotency-key": "k" });
    expect(failed.status).toBe(422);
    const first = await api.post("/messages", request, { "idempotency-key": "k" });
    expect(first.status).toBe(207);
    expect(await api.post("/messages", request, { "idempotency-key": "k" })).toEqual({ status: 200, body: first.body });
  });
});
