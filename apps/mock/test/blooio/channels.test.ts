import { describe, expect, it } from "vitest";

import { type ApiResponse, testApi } from "./blooio-api.ts";

const api = testApi();

describe("a channel", () => {
  const profile = "/channels/bakery-desk/profile";

  it("has the profile that it was given, without what was cleared", async () => {
    expect((await api.get("/channels/bakery-desk")).body.data).not.toHaveProperty("profile");
    await api.put(profile, { display_name: "Desk", about: "Bread", email: "desk@example.com" });
    expect((await api.put(profile, { about: null, email: "" })).body.data.profile).toEqual({ display_name: "Desk" });
    expect((await api.get("/channels/bakery-desk")).body.data.profile).toEqual({ display_name: "Desk" });
    expect((await api.put(profile, { display_name: "" })).body.data).not.toHaveProperty("profile");
    expect(await api.put(profile, { phone: "1" })).toMatchObject({
      status: 422,
      body: { error: { code: "unknown_fields" } },
    });
  });

  it("says what it can do, alone and among the rest", async () => {
    const { data } = (await api.get("/channels/bakery-desk")).body;
    expect((await api.get("/channels/bakery-desk/capabilities")).body.data).toEqual({
      channel_id: data.id,
      type: data.type,
      capabilities: data.capabilities,
    });
    expect((await api.get("/channels/bakery-desk/settings")).body.data).toMatchObject({ channel_id: data.id });
  });

  it("sends by its number, its alias or its id, once for each key", async () => {
    const { data } = (await api.get("/channels/bakery-desk")).body;
    const send = (name: string): Promise<ApiResponse> =>
      api.post(
        `/channels/${encodeURIComponent(name)}/messages`,
        { to: "+15555550199", text: "Hi" },
        { "idempotency-key": `send-${name}` },
      );
    for (const name of ["bakery-desk", data.id]) {
      const first = await send(name);
      expect(first).toMatchObject({ status: 201, body: { channel_id: data.id, routing: { mode: "explicit" } } });
      expect(await send(name)).toEqual({ status: 200, body: first.body });
    }
    expect(await send("+15555550101")).toMatchObject({ status: 201, body: { channel_type: "blooio" } });
    expect(await send("nobody")).toMatchObject({ status: 404 });
  });
});
