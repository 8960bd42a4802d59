import { describe, expect, test } from "vitest";

import { send, type RawResponse } from "./raw-exchange.ts";
import { vendors, testMock, type Vendor } from "./vendors.ts";

const mock = testMock();

const get = (vendor: Vendor, target: string): Promise<RawResponse> =>
  send(vendor.origin(mock), `GET ${target}`, vendor.keyHeaders("reader"));
const list = (vendor: Vendor, query: string): Promise<RawResponse> => get(vendor, `${vendor.list}?${query}`);
const itemsOf = ({ status, json }: RawResponse): readonly unknown[] => {
  expect(status).toBe(200);
  const { items, data } = json as { items?: unknown[]; data?: unknown[] };
  return items ?? data ?? [];
};

describe.each(vendors)("%s", (_, vendor) => {
  const [name, one, other] = vendor.filter;

  test("rejects a repeated key where one value is taken, though each value alone is good", async () => {
    for (const value of [one, other]) expect((await list(vendor, `${name}=${value}&limit=1`)).status).toBe(200);
    const response = await list(vendor, `${name}=${one}&${name}=${other}`);
    expect(response.status).toBe(vendor.malformed);
    expect(vendor.reasonOf(response.json)).toContain(name);
  });

  test("does not split a value at its comma", async () => {
    const response = await list(vendor, `${name}=${one},${other}`);
    expect(response.status).toBe(vendor.malformed);
    expect(vendor.reasonOf(response.json)).toContain(name);
  });

  test.each([
    ["limit=", "is empty"],
    [`${name}=`, "is empty"],
    ["limit", "is empty"],
    ["limit=&limit=", "is empty"],
    ["limit=0", ">= 1"],
    ["limit=-1", ">= 1"],
    ["limit=251", "<= 2"],
    ["limit=9007199254740993", "<= 2"],
    ["limit=1e999", "limit"],
    ["limit=1.5", "integer"],
    ["limit=many", "integer"],
    ["limit=NaN", "integer"],
    ["limit=1&limit=2", "limit"],
    ["limit=%00", "integer"],
    [`${name}=%EF%BF%BD`, "allowed values"],
    [`${name}=__proto__`, "allowed values"],
    [`${name}=constructor`, "allowed values"],
  ])("rejects ?%s with the parameter and the reason", async (query, reason) => {
    const response = await list(vendor, query);
    expect(response.status).toBe(vendor.malformed);
    expect(vendor.reasonOf(response.json)).toContain(reason);
    expect(vendor.reasonOf(response.json)).toContain(query.startsWith("limit") ? "limit" : name);
  });

  test.each(["0x10", "%201", "0b11", "1%0A", "1%20", "%2B1", "1e1", "1.0"])(
    "rejects limit=%s, which only JavaScript reads as a number",
    async (value) => {
      expect((await list(vendor, `limit=${value}`)).status).toBe(vendor.malformed);
    },
  );

  test("does not take a name in another case for its own", async () => {
    expect(itemsOf(await list(vendor, "LIMIT=0&limit=3"))).toHaveLength(3);
    expect(itemsOf(await list(vendor, `Limit=many&${name.toUpperCase()}=fax&limit=2`))).toHaveLength(2);
  });

  test("passes over names that the spec does not have, also those that every object has", async () => {
    const plain = await list(vendor, "limit=2");
    const names = ["__proto__", "__proto__[limit]", "constructor", "toString", "hasOwnProperty", "limit[]", "valueOf"];
    for (const odd of names) expect((await list(vendor, `${odd}=0&limit=2`)).text).toBe(plain.text);
    expect((await list(vendor, "&&=&=x&limit=2&")).text).toBe(plain.text);
  });

  test("reads percent-encoded names and values", async () => {
    const encoded = Buffer.from(one).toString("hex").replaceAll(/../g, "%$&");
    const plain = await list(vendor, `${name}=${one}&limit=2`);
    expect(itemsOf(plain)).toHaveLength(2);
    expect((await list(vendor, `%6cimit=%32&${name}=${encoded}`)).text).toBe(plain.text);
  });

  test("takes an empty cursor for none", async () => {
    expect((await list(vendor, "cursor=&limit=2")).text).toBe((await list(vendor, "limit=2")).text);
  });

  test("takes a question mark in the query for a part of a value", async () => {
    const response = await list(vendor, `${name}=${one}?limit=1`);
    expect(vendor.reasonOf(response.json)).toContain(name);
  });

  test("finds no empty id behind a slash", async () => {
    const response = await get(vendor, `${vendor.list}/`);
    expect(response.status).toBe(404);
    expect(vendor.reasonOf(response.json)).toMatch(/no operation GET/i);
  });
});

describe("a parameter that takes several values (Blotato's listMessages)", () => {
  const [, blotato] = vendors[0] as (typeof vendors)[number];
  const platforms = async (query: string): Promise<Set<string>> =>
    new Set(
      (itemsOf(await get(blotato, `/v2/messages?limit=250&${query}`)) as { platform: string }[]).map(
        ({ platform }) => platform,
      ),
    );

  test("gives what any of its values selects", async () => {
    expect(await platforms("platform=twitter")).toEqual(new Set(["twitter"]));
    expect(await platforms("platform=twitter&platform=facebook")).toEqual(new Set(["twitter", "facebook"]));
  });

  test.each([
    ["platform=twitter,facebook", "platform.0"],
    ["platform=twitter%2Cfacebook", "platform.0"],
    ["platform=twitter&platform=fax", "platform.1"],
    ["platform=", "platform"],
    ["platform=twitter&platform=", "platform"],
  ])("rejects ?%s and names %s", async (query, place) => {
    const response = await get(blotato, `/v2/messages?${query}`);
    expect(response.status).toBe(422);
    expect(blotato.reasonOf(response.json)).toContain(`query parameter ${place}`);
  });
});
