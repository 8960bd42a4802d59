import { describe, expect, it } from "vitest";

import { type ApiResponse, type Item, testApi } from "../blooio-api.ts";

const api = testApi();

describe("what a number shares of itself", () => {
  const card = "/me/numbers/%2B15555550101/contact-card";

  it("begins with the name of the organization, and changes field by field", async () => {
    expect((await api.get(card)).body.data).toMatchObject({ name: "Marlow Street Bakery", sharing: { enabled: true } });
    await api.put(card, { last_name: "Bakers" });
    await api.put(card, { sharing: { audience: "everyone" } });
    expect((await api.get(card)).body.data).toMatchObject({
      name: "Marlow Bakers",
      sharing: { enabled: true, audience: "everyone" },
    });
    expect(await api.put(card, {})).toMatchObject({ status: 422 });
  });

  it("has the picture that was uploaded", async () => {
    const form = new FormData();
    form.append("avatar", new Blob([new Uint8Array([0xff, 0xd8, 0xff])], { type: "image/jpeg" }), "a.jpg");
    await api.form("POST", `${card}/avatar`, form);
    expect((await api.get(card)).body.data.avatar).toBe("data:image/jpeg;base64,/9j/");
  });

  it.each([
    ["+15555550101", "+12125550187", 200],
    ["+15555550102", "+12125550187", 403],
    ["+15555550101", "+33155501870", 422],
    ["+15555550107", "+12125550187", 404],
  ])("calls of %s to %s: %i", async (number, to, status) => {
    const path = `/me/numbers/${encodeURIComponent(number)}/call-forwarding`;
    expect(await api.post(path, { forward_to: to })).toMatchObject({ status });
  });
});

describe("a phone number that is looked up", () => {
  it("is taken apart, whichever way it is given", async () => {
    const facts = {
      valid: true,
      e164: "+12125550187",
      national: "(212) 555-0187",
      area_code: "212",
      location: "New York, NY",
      area_code_region: "NY",
    };
    expect((await api.get("/phone-numbers/lookup?number=%2B12125550187")).body.data).toMatchObject(facts);
    expect((await api.get("/phone-numbers/lookup?number=+1 212 555 0187")).body.data).toMatchObject(facts);
    expect((await api.post("/phone-numbers/lookup", { number: "+1 (212) 555-0187" })).body.data).toMatchObject(facts);
  });

  it("may be of another country, or none", async () => {
    const { body } = await api.post("/phone-numbers/batch", { numbers: ["+33155501870", "12", "+11"] });
    expect(body.data.map(({ input, valid }: Item) => [input, valid])).toEqual([
      ["+33155501870", true],
      ["12", false],
      ["+11", false],
    ]);
    expect(await api.post("/phone-numbers/batch", { numbers: Array(101).fill("+12125550187") })).toMatchObject({
      status: 422,
    });
  });
});

describe("those who share their location", () => {
  it("are contacts, each of whom can be read", async () => {
    const friends = (await api.get("/location/contacts")).body.data as Item[];
    expect(friends.length).toBeGreaterThan(0);
    const [friend] = friends;
    const handle = String(friend?.["handle"]);
    expect((await api.get(`/location/contacts/${encodeURIComponent(handle)}`)).body.data).toEqual(friend);
    expect((await api.get(`/contacts?identifier=${encodeURIComponent(handle)}`)).body.data).toHaveLength(1);
    expect(await api.get("/location/contacts/nobody@example.com")).toMatchObject({ status: 404 });
  });

  it.each(["GET", "POST"])("are found anew by a refresh with %s", async (method) => {
    api.clock.advance("1h");
    const key = `locations-${method}`;
    const send = (verb: string, path: string): Promise<ApiResponse> =>
      api.raw(verb, `/v4${path}`, { authorization: `Bearer ${key}` });
    const before = (await send("GET", "/location/contacts")).body.data[0].last_updated;
    const { data } = (await send(method, "/location/contacts/refresh")).body;
    expect([data.success, data.friends[0].last_updated]).toEqual([true, api.clock.now()]);
    expect(before).toBeLessThan(api.clock.now());
    expect((await send("GET", "/location/contacts")).body.data).toEqual(data.friends);
  });
});
