import { beforeEach, describe, expect, it } from "vitest";

import { type ApiResponse, type Item, testApi } from "../blooio-api.ts";

const api = testApi();
let chat: Item;

beforeEach(async () => {
  [chat] = (await api.get("/chats?type=blooio&state=open&limit=1")).body.data;
});

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0x00]);
const background = (): Promise<ApiResponse> => api.get(`/chats/${chat.id}/background`);
const upload = (form: FormData): Promise<ApiResponse> => api.form("PUT", `/chats/${chat.id}/background`, form);

function formWith(bytes: Uint8Array<ArrayBuffer>, type: string): FormData {
  const form = new FormData();
  form.append("background", new Blob([bytes], { type }), "picture");
  return form;
}

describe("the background of a chat", () => {
  it("is none, then what was uploaded byte by byte, then none again", async () => {
    const none = { has_background: false, background_id: null, background_version: null, background_url: null };
    expect((await background()).body.data).toEqual({ chat_id: chat.id, ...none });
    const { body, status } = await upload(formWith(png, "image/png"));
    expect([status, body.data.background_id]).toEqual([200, expect.stringMatching(/^bg_/)]);
    const { data } = (await background()).body;
    expect(data).toMatchObject({ has_background: true, background_version: 1, background_id: body.data.background_id });
    const kept = await fetch(data.background_url);
    expect([kept.headers.get("content-type"), new Uint8Array(await kept.arrayBuffer())]).toEqual(["image/png", png]);
    expect((await api.remove(`/chats/${chat.id}/background`)).body).toEqual({
      data: { chat_id: chat.id, removed: true },
    });
    expect((await background()).body.data).toMatchObject(none);
    await upload(formWith(png, "image/png"));
    expect((await background()).body.data).toMatchObject({ background_version: 2 });
  });

  it("is a chat's own, in each tenant", async () => {
    await upload(formWith(png, "image/png"));
    api.enterNewTenant();
    expect((await background()).body.data).toMatchObject({ has_background: false });
  });

  it.each([
    ["image/jpeg", [0xff, 0xd8, 0xff, 0xe0]],
    ["image/gif", [...Buffer.from("GIF89a")]],
    ["image/webp", [...Buffer.from("RIFF0000WEBP")]],
    ["image/heic", [...Buffer.from("0000ftypheic")]],
    ["image/heif", [...Buffer.from("0000ftypmif1")]],
  ])("is recognised as %s by its bytes when the sender names no type", async (type, bytes) => {
    const { body } = await upload(formWith(new Uint8Array(bytes), "application/octet-stream"));
    expect(body.data.background_url).toMatch(new RegExp(`^data:${type};base64,`));
  });

  it.each([
    ["another type", () => formWith(png, "application/pdf"), /type application\/pdf/],
    ["bytes of no known type", () => formWith(new Uint8Array([1, 2, 3]), ""), /expected image\/jpeg/],
    ["no bytes", () => formWith(new Uint8Array(), "image/png"), /empty/],
    ["more than 10 MB", () => formWith(new Uint8Array(10 * 1024 * 1024 + 1), "image/png"), /10485760/],
    ["no file", () => new FormData(), /./],
    [
      "a text in its place",
      () => {
        const form = new FormData();
        form.append("background", "cake.png");
        return form;
      },
      /must be a file/,
    ],
  ])("cannot be %s", async (_, form, reason) => {
    expect(await upload(form())).toMatchObject({
      status: 400,
      body: { error: { code: "bad_request", message: expect.stringMatching(reason) } },
    });
    expect((await background()).body.data).toMatchObject({ has_background: false });
  });

  it("has just 10 MB at most", async () => {
    const largest = new Uint8Array(10 * 1024 * 1024);
    largest.set(png);
    expect(await upload(formWith(largest, "image/png"))).toMatchObject({ status: 200 });
  });

  it("cannot be sent as JSON, nor a JSON body as a form", async () => {
    const [headers, target] = [{ authorization: "Bearer test", "content-type": "application/json" }, "/v4/chats"];
    const asJson = await api.raw("PUT", `${target}/${chat.id}/background`, headers, '{"background":"cake.png"}');
    expect([asJson.status, asJson.body.error.message]).toEqual([400, expect.stringContaining("multipart/form-data")]);
    const asForm = await api.form("POST", "/messages", formWith(png, "image/png"));
    expect([asForm.status, asForm.body.error.message]).toEqual([400, expect.stringContaining("application/json")]);
  });
});

describe("a chat", () => {
  const update = (body: object): Promise<ApiResponse> => api.patch(`/chats/${chat.id}`, body);

  it("takes values of one's own, and keeps those it had", async () => {
    await update({ metadata: { order: "7", table: 2 } });
    const { body } = await update({ metadata: { table: 3 } });
    expect(body.data.metadata).toEqual({ order: "7", table: 3 });
    expect((await api.get(`/chats/${chat.id}`)).body.data.metadata).toEqual({ order: "7", table: 3 });
  });

  it("is closed to messages until it is opened, which the events tell once", async () => {
    for (const state of ["closed", "closed"]) expect((await update({ state })).body.data).toMatchObject({ state });
    expect(await api.post(`/chats/${chat.id}/messages`, { text: "Hi" })).toMatchObject({ status: 409 });
    const events = (await api.get(`/events?type=chat.closed`)).body.data;
    expect(events).toMatchObject([{ chat_id: chat.id }]);
    await update({ state: "open" });
    expect(await api.post(`/chats/${chat.id}/messages`, { text: "Hi" })).toMatchObject({ status: 201 });
  });

  it("that the other side has blocked cannot be opened", async () => {
    const [blocked] = (await api.get("/chats?state=blocked&limit=1")).body.data;
    expect(await api.patch(`/chats/${blocked.id}`, { state: "open" })).toMatchObject({ status: 422 });
  });

  it("shows the contact card of its number, on Blooio's own channels", async () => {
    expect((await api.post(`/chats/${chat.id}/contact-card`)).body.data).toMatchObject({ shared: true });
    const [other] = (await api.get("/chats?type=twilio&limit=1")).body.data;
    expect(await api.post(`/chats/${other.id}/contact-card`)).toMatchObject({ status: 409 });
  });
});
