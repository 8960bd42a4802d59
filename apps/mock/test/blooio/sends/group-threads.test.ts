import { describe, expect, it } from "vitest";

import { type ApiResponse, testApi } from "../blooio-api.ts";

const api = testApi();

const blooio = "+15555550101";
const whatsapp = "+15555550110";
const several = ["+15555550198", "+15555550199"];
const send = (body: Record<string, unknown>): Promise<ApiResponse> => api.post("/messages", { text: "Hello", ...body });

describe("several recipients on a named channel with groups", () => {
  it.each([blooio, whatsapp])("become one group with one message: %s", async (from) => {
    const { status, body } = await send({ from, to: several });
    expect([status, body]).toEqual([201, expect.objectContaining({ status: "queued", routing: expect.anything() })]);
    expect(body).not.toHaveProperty("fan_out");
    expect((await api.get(`/chats/${body.chat_id}`)).body.data).toMatchObject({
      group_id: body.group_id,
      contact_id: null,
      identity_id: null,
      state: "open",
    });
    expect(await api.walk(`/chats/${body.chat_id}/messages`, 10)).toMatchObject([{ id: body.id, text: "Hello" }]);
  });

  it("stay the same group in whatever order they are named, and are found by its id", async () => {
    const first = (await send({ from: blooio, to: several })).body;
    const again = await send({ from: blooio, to: several.toReversed() });
    const byId = await send({ from: blooio, to: { group_id: first.group_id } });
    for (const { status, body } of [again, byId]) {
      expect([status, body.chat_id, body.group_id]).toEqual([201, first.chat_id, first.group_id]);
    }
    expect(await api.walk(`/chats/${first.chat_id}/messages`, 10)).toHaveLength(3);
    const hybrid = await send({ hybrid: true, to: { group_id: first.group_id } });
    expect(hybrid.body).toMatchObject({ routing: { mode: "hybrid" }, hybrid: { phase: "blooio" } });
  });

  it("are another group on another channel, and with another member", async () => {
    const groups = [
      await send({ from: blooio, to: several }),
      await send({ from: whatsapp, to: several }),
      await send({ from: blooio, to: [...several, "guest@example.com"] }),
    ];
    expect(new Set(groups.map(({ body }) => body.group_id)).size).toBe(3);
  });

  it.each([
    ["who is nobody", blooio, "nobody"],
    ["out of the channel's reach", whatsapp, "guest@example.com"],
  ])("get nothing when one of them is %s", async (_, from, to) => {
    const before = await api.walk("/chats", 200);
    expect(await send({ from, to: [...several, to] })).toMatchObject({
      status: 422,
      body: { error: { code: "invalid_recipient", message: expect.stringContaining(to) } },
    });
    expect(await api.walk("/chats", 200)).toEqual(before);
  });

  it("can be rehearsed, and leave no trace", async () => {
    const before = await api.walk("/chats", 200);
    const rehearsal = await send({ from: blooio, to: several, dry_run: true });
    expect(rehearsal).toMatchObject({ status: 200, body: { dry_run: true, would_send: true } });
    expect(rehearsal.body).not.toHaveProperty("chat_id");
    expect(await api.walk("/chats", 200)).toEqual(before);
  });

  it("need the owner of their group as the sender", async () => {
    const { group_id } = (await send({ from: blooio, to: several })).body;
    for (const sender of [{}, { from: whatsapp }]) {
      expect(await send({ ...sender, to: { group_id } })).toMatchObject({
        status: 422,
        body: { error: { code: "validation_failed", message: expect.stringContaining(group_id) } },
      });
    }
  });
});

it("several recipients of a routed send are a fan-out, as on a channel without groups", async () => {
  for (const sender of [{}, { channel_type: "blooio" }, { from: "+15555550107" }]) {
    expect(await send({ ...sender, to: several })).toMatchObject({ status: 207, body: { fan_out: true, sent: 2 } });
  }
});
