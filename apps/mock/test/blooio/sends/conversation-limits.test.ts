import { describe, expect, it } from "vitest";

import { type ApiResponse, createTestApi, type Item, testApi } from "../blooio-api.ts";

const api = testApi({ rateLimits: true });

const someone = "+15555550199";
const send = (to: string | readonly string[] = someone): Promise<ApiResponse> =>
  api.post("/messages", { from: "+15555550101", to, text: "Your order is ready." });
const reply = (): Item => api.receive({ channelId: "+15555550101", from: someone, text: "Thanks" });
const limited = (code: string, conversation_state: string, limit: number) => ({
  status: 429,
  body: {
    error: {
      code,
      message: expect.any(String),
      details: expect.objectContaining({ chat_id: expect.any(String), conversation_state, limit }),
    },
  },
});
const awaitingReply = limited("conversation_awaiting_reply", "new", 3);

/** Sends until a limit is reached; says after how many, and the rejection. */
async function sendToLimit(): Promise<{ readonly sent: number; readonly rejection: ApiResponse }> {
  for (let sent = 0; ; sent += 1) {
    const response = await send();
    if (response.status !== 201) return { sent, rejection: response };
    if (sent > 20) throw new Error("There is no limit");
  }
}

describe("before the first reply", () => {
  it("three messages are sent, and the fourth is 429 for ever", async () => {
    expect(await sendToLimit()).toMatchObject({ sent: 3, rejection: awaitingReply });
    for (const time of ["1h", "13d", "400d"]) {
      api.clock.advance(time);
      expect(await send()).toMatchObject(awaitingReply);
    }
  });

  it("the limit lifts as soon as the other side replies", async () => {
    const { rejection } = await sendToLimit();
    const { chat_id } = rejection.body.error.details;
    expect(await api.walk(`/chats/${chat_id}/messages`, 10)).toHaveLength(3);
    reply();
    expect((await send()).status).toBe(201);
  });

  it("the limit is the chat's, and holds on the path of the chat too", async () => {
    const { rejection } = await sendToLimit();
    const { chat_id } = rejection.body.error.details;
    expect(await api.post(`/chats/${chat_id}/messages`, { text: "Hello?" })).toMatchObject(awaitingReply);
    expect((await api.post("/messages", { from: "+15555550102", to: someone, text: "Hello?" })).status).toBe(201);
    expect((await send("+15555550198")).status).toBe(201);
  });

  it("a message that failed does not count", async () => {
    for (let count = 0; count < 5; count += 1) {
      const { status, body } = await send("+15555550115");
      expect({ status, body }).toMatchObject({ status: 201, body: { status: "failed" } });
    }
  });
});

describe("after a reply", () => {
  it("four messages follow one another, as often as the other side replies", async () => {
    await send();
    for (let count = 0; count < 2; count += 1) {
      reply();
      expect(await sendToLimit()).toMatchObject({
        sent: 4,
        rejection: limited("conversation_streak_limit", "active", 4),
      });
      api.clock.advance("1m");
    }
  });

  it("the streak does not end with time", async () => {
    reply();
    await sendToLimit();
    for (const time of ["1h", "13d", "400d"]) {
      api.clock.advance(time);
      expect(await send()).toMatchObject(limited("conversation_streak_limit", "active", 4));
    }
  });

  it("many replies on one day make no older acquaintance", async () => {
    for (let count = 0; count < 12; count += 1) reply();
    api.clock.advance("8d");
    expect(await sendToLimit()).toMatchObject({ sent: 4 });
  });

  it("replies of long ago count, however many came since", async () => {
    for (let count = 0; count < 12; count += 1) {
      if (count < 3) api.clock.advance("4d");
      reply();
    }
    expect(await sendToLimit()).toMatchObject({ sent: 8 });
  });

  it("six follow after three replies on two days, and eight after ten on three in an older chat", async () => {
    for (let count = 0; count < 3; count += 1) {
      reply();
      api.clock.advance("1d");
    }
    expect(await sendToLimit()).toMatchObject({
      sent: 6,
      rejection: limited("conversation_streak_limit", "established", 6),
    });
    for (let count = 0; count < 7; count += 1) reply();
    expect(await sendToLimit()).toMatchObject({ sent: 6 });
    api.clock.advance("7d");
    reply();
    expect(await sendToLimit()).toMatchObject({
      sent: 8,
      rejection: limited("conversation_streak_limit", "trusted", 8),
    });
  });
});

describe("after fourteen days of silence", () => {
  const paused = limited("conversation_inactive_paused", "inactive", 1);

  it("one message is sent, and the next is 429 until the other side replies", async () => {
    reply();
    expect((await send()).status).toBe(201);
    api.clock.advance("14d");
    expect((await send()).status).toBe(201);
    for (const time of ["1h", "30d"]) {
      expect(await send()).toMatchObject(paused);
      api.clock.advance(time);
    }
    reply();
    expect((await send()).status).toBe(201);
    expect((await send()).status).toBe(201);
  });

  it("begins no sooner", async () => {
    reply();
    api.clock.advance("13d");
    api.clock.advance("23h");
    for (let count = 0; count < 2; count += 1) expect((await send()).status).toBe(201);
  });
});

describe("a limit", () => {
  it("is the failure of its recipient in a fan-out", async () => {
    await sendToLimit();
    const both = { to: [someone, "+15555550198"], text: "Your order is ready." };
    const { status, body } = await api.post("/messages", both);
    expect(status).toBe(207);
    expect(body).toMatchObject({ sent: 1, failed: 1 });
    expect(body.data[0]).toEqual({
      to: someone,
      status: "failed",
      error: { code: "conversation_awaiting_reply", message: expect.any(String) },
    });
    await send("+15555550198");
    await send("+15555550198");
    const none = await api.post("/messages", both);
    expect(none).toMatchObject({ status: 422, body: { fan_out: true, sent: 0, failed: 2 } });
  });

  it("holds in a group, as in any chat, until one of its people replies", async () => {
    const people = ["+15555550196", "+15555550197"];
    for (let count = 0; count < 3; count += 1) expect((await send(people)).status).toBe(201);
    const rejection = await send(people);
    expect(rejection).toMatchObject(awaitingReply);
    api.receive({ chatId: rejection.body.error.details.chat_id, text: "Count me in" });
    expect((await send(people)).status).toBe(201);
  });

  it("rejects a dry run as it would the send, and a replay not at all", async () => {
    const request = [
      "/messages",
      { from: "+15555550101", to: someone, text: "Hi" },
      { "idempotency-key": "k" },
    ] as const;
    const first = await api.post(...request);
    await sendToLimit();
    expect(await api.post("/messages", { ...request[1], dry_run: true })).toMatchObject(awaitingReply);
    expect(await api.post(...request)).toEqual({ status: 200, body: first.body });
  });

  it("holds in the chats of the seed", async () => {
    const channels = await api.walk("/channels?status=active", 50);
    const active = new Set(channels.map(({ id }) => id));
    const chats = await api.walk("/chats?state=open", 200);
    for (const chat of chats.filter((candidate) => active.has(candidate["channel_id"])).slice(0, 20)) {
      const messages = await api.walk(`/chats/${chat.id}/messages`, 200);
      const withoutReply = messages.findIndex(({ direction }) => direction === "inbound");
      let status = 201;
      let sent = 0;
      for (; status === 201 && sent < 10; sent += 1)
        status = (await api.post(`/chats/${chat.id}/messages`, { text: "Hello" })).status;
      expect(status).toBe(429);
      expect(sent).toBeLessThanOrEqual(9 - Math.max(0, withoutReply - 2));
    }
  });

  it("does not exist unless it was switched on", async () => {
    const free = await createTestApi();
    for (let count = 0; count < 12; count += 1) {
      const { status } = await free.post("/messages", { to: someone, text: "Hi" });
      expect(status).toBe(201);
    }
    expect(free.violations).toEqual([]);
  });
});
