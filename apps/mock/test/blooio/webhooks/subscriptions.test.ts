import { describe, expect, it } from "vitest";

import { testSubscriber } from "./subscriber.ts";

const { api, receiver, settle, subscribe, write } = testSubscriber();

describe("a subscription", () => {
  it("shows its secret once, and can be read, listed, disabled and deleted", async () => {
    const { signing_secret: secret, ...webhook } = await subscribe();
    expect(secret).toMatch(/^whsec_\w{32}$/);
    expect(webhook).toEqual({
      id: expect.stringMatching(/^wh_/),
      url: receiver.url,
      event_types: ["*"],
      status: "active",
      scope: "organization",
      api_key: null,
      integration_id: null,
      channel_id: null,
      channel_type: null,
      api_version: "2026-10-01",
      created_at: api.clock.now(),
    });
    expect((await api.get(`/webhooks/${webhook.id}`)).body.data).toEqual(webhook);
    expect((await api.get("/webhooks?limit=1")).body.data).toEqual([webhook]);
    expect(await api.remove(`/webhooks/${webhook.id}`)).toEqual({
      status: 200,
      body: { data: { id: webhook.id, deleted: true } },
    });
    expect((await api.get(`/webhooks/${webhook.id}`)).status).toBe(404);
    write();
    await settle();
    expect(receiver.received).toEqual([]);
  });

  it.each([
    [{ event_types: ["message.received"] }, "event_types_retired"],
    [{ api_key: "key_1", integration_id: "int_1" }, "ambiguous_scope"],
    [{ url: "http://bakery.example/hook" }, "validation_failed"],
    [{ url: "ftp://127.0.0.1/hook" }, "validation_failed"],
    [{ channel_id: "ch_0" }, "validation_failed"],
    [{ api_version: "2020-01-01" }, "validation_failed"],
  ])("with %j is rejected as %s", async (fields, code) => {
    expect(await api.post("/webhooks", { url: receiver.url, ...fields })).toMatchObject({
      status: 422,
      body: { error: { code } },
    });
  });

  it.each([
    [{ event_types: ["*"] }, { event_types: ["*"] }],
    [{ api_key: "key_1" }, { scope: "api_key", api_key: "key_1" }],
    [{ integration_id: "int_1" }, { scope: "integration", integration_id: "int_1" }],
    [{ url: "https://bakery.example/hook" }, { url: "https://bakery.example/hook" }],
  ])("with %j is accepted", async (fields, expected) => {
    expect(await subscribe(fields)).toMatchObject(expected);
  });

  it("names the payload versions", async () => {
    expect((await api.get("/webhooks/versions")).body.data).toEqual([
      { version: "2026-10-01", latest: true },
      { version: "2026-09-01" },
    ]);
  });
});
