import { describe, expect, it } from "vitest";

import { testApi } from "../blooio-api.ts";
import { sendableChat } from "./sendable-chat.ts";

const api = testApi();

const nobody = "+15555550199";

describe("an idempotency key", () => {
  const key = { "idempotency-key": "order-4417" };

  it("sends once: the same body again is 200 with the first result, even after delivery", async () => {
    const first = await api.post("/messages", { to: nobody, text: "Hi" }, key);
    api.clock.advance("1m");
    const again = await api.post("/messages", { text: "Hi", to: nobody }, key);
    expect(first.status).toBe(201);
    expect(again).toEqual({ status: 200, body: first.body });
    expect(await api.walk(`/chats/${first.body.chat_id}/messages`, 10)).toHaveLength(1);
  });

  it("is 409 with another body or chat", async () => {
    await api.post("/messages", { to: nobody, text: "Hi" }, key);
    const other = await api.post("/messages", { to: nobody, text: "Ho" }, key);
    expect(other).toMatchObject({ status: 409, body: { error: { code: "idempotency_key_reused" } } });
    const [chat, elsewhere] = [await sendableChat(api, "blooio"), await sendableChat(api, "twilio")];
    expect((await api.post(`/chats/${chat.id}/messages`, { text: "Hi" }, key)).status).toBe(201);
    expect((await api.post(`/chats/${chat.id}/messages`, { text: "Hi" }, key)).status).toBe(200);
    expect((await api.post(`/chats/${elsewhere.id}/messages`, { text: "Hi" }, key)).status).toBe(409);
  });

  it("may be used again after a rejection", async () => {
    expect((await api.post("/messages", { to: nobody, text: "" }, key)).status).toBe(422);
    expect((await api.post("/messages", { to: nobody, text: "Hi" }, key)).status).toBe(201);
  });

  it("belongs to one tenant", async () => {
    await api.post("/messages", { to: nobody, text: "Hi" }, key);
    const other = await api.post("/messages", { to: nobody, text: "Ho" }, { ...key, authorization: "Bearer other" });
    expect(other.status).toBe(201);
  });

  it("cannot be empty", async () => {
    expect(await api.post("/messages", { to: nobody, text: "Hi" }, { "idempotency-key": "" })).toMatchObject({
      status: 400,
    });
  });
});
