import { describe, expect, test } from "vitest";

import { send, type RawResponse } from "./raw-exchange.ts";
import { vendors, testMock, type Vendor } from "./vendors.ts";

const mock = testMock();

const get = (vendor: Vendor, target: string, prefer: string): Promise<RawResponse> =>
  send(vendor.origin(mock), `GET ${target}`, { ...vendor.keyHeaders("caller"), ...(prefer !== "" && { prefer }) });

/** How each vendor's list says that there is more. */
const cursorOf = ({ json }: RawResponse): unknown => {
  const { cursor, next_cursor } = json as { cursor?: string; next_cursor?: string | null };
  return cursor ?? next_cursor ?? undefined;
};

describe.each(vendors)("%s", (_, vendor) => {
  test("gives the example that is preferred, and the model's response otherwise", async () => {
    const [model, first, last] = [
      await get(vendor, vendor.list, ""),
      await get(vendor, vendor.list, "example=first"),
      await get(vendor, vendor.list, "example=last"),
    ];
    expect([model.status, first.status, last.status]).toEqual([200, 200, 200]);
    expect(cursorOf(first)).toEqual(expect.any(String));
    expect(cursorOf(last)).toBeUndefined();
    expect(new Set([model.text, first.text, last.text]).size).toBe(3);
    expect((await get(vendor, vendor.list, "")).text).toBe(model.text);
  });

  test("gives the response of the status that is preferred", async () => {
    const response = await get(vendor, vendor.list, "code=401");
    expect(response.status).toBe(401);
    expect(response.json).toMatchObject({ message: expect.any(String) as unknown });
    expect(response.text).not.toContain("the request has no API key");
    expect((await get(vendor, vendor.list, "code=200")).text).toBe(
      (await get(vendor, vendor.list, "example=first")).text,
    );
  });

  test("makes up a response with dynamic=true, without making the model any different", async () => {
    const before = (await get(vendor, vendor.list, "")).text;
    const response = await get(vendor, vendor.list, "dynamic=true");
    expect(response.status).toBe(200);
    expect(response.text).not.toBe((await get(vendor, vendor.list, "example=first")).text);
    expect(response.text).not.toBe(before);
    expect((await get(vendor, vendor.list, "")).text).toBe(before);
  });

  test.each(["dynamic=true", "code=200, dynamic=true", "dynamic=true; code=401"])(
    "never breaks the spec with %s, however chance falls",
    async (prefer) => {
      for (let count = 0; count < 15; count += 1)
        expect([200, 401]).toContain((await get(vendor, vendor.list, prefer)).status);
    },
  );

  test.each([
    ["code=200, example=last", "example=last"],
    ["code=200; example=last", "example=last"],
    ["example=last code=200", "example=last"],
    ['code="200", example="last"', "example=last"],
    ["EXAMPLE=last", "example=last"],
    ["respond-async, wait=10, example=last", "example=last"],
  ])("reads %s", async (prefer, same) => {
    expect((await get(vendor, vendor.list, prefer)).text).toBe((await get(vendor, vendor.list, same)).text);
  });

  test.each([
    "",
    "respond-async",
    "return=minimal",
    "code=many",
    "code=",
    "example=",
    "dynamic=false",
    "dynamic=1",
    "__proto__=1",
    ",;=,",
  ])("leaves the model to respond when Prefer wants nothing of Prism's: %s", async (prefer) => {
    expect((await get(vendor, vendor.list, prefer)).text).toBe((await get(vendor, vendor.list, "")).text);
  });

  test.each([
    "example=nothing",
    "example=__proto__",
    "example=toString",
    "code=418",
    "code=204",
    "code=999",
    "dynamic=true, example=nothing",
    "code=418, dynamic=true",
  ])("rejects %s, which the spec does not have, in the vendor's shape", async (prefer) => {
    const response = await get(vendor, vendor.list, prefer);
    expect(response.status).toBe(vendor.malformed);
    expect(vendor.reasonOf(response.json)).toMatch(/^header Prefer: /);
  });

  test("still rejects an invalid request, whatever it prefers", async () => {
    for (const prefer of ["code=200", "example=last", "dynamic=true"]) {
      const query = await get(vendor, `${vendor.list}?limit=0`, prefer);
      expect(query.status).toBe(vendor.malformed);
      expect(vendor.reasonOf(query.json)).toContain("limit");
      const headers = { ...vendor.keyHeaders("caller"), "content-type": "application/json", prefer };
      const body = await send(vendor.origin(mock), `POST ${vendor.sending}`, headers, "{}");
      expect(body.status).toBe(vendor.invalid);
      expect(vendor.reasonOf(body.json)).toContain("is required");
      expect((await get(vendor, "/nothing", prefer)).status).toBe(404);
    }
  });

  test("sends nothing when it responds with an example", async () => {
    const before = (await get(vendor, vendor.list, "")).text;
    const headers = { ...vendor.keyHeaders("caller"), "content-type": "application/json", prefer: "code=201" };
    expect(
      (await send(vendor.origin(mock), `POST ${vendor.sending}`, headers, JSON.stringify(vendor.goodBody))).status,
    ).toBe(201);
    expect((await get(vendor, vendor.list, "")).text).toBe(before);
  });
});
