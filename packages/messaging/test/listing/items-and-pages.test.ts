import { describe, expect, test } from "vitest";

import { json, serviceOf } from "../scripted-fetch.ts";
import { rejection, settle } from "../virtual-time.ts";
import { collect, listingKinds, serviceOfSizes } from "./kinds.ts";

describe.each(listingKinds)("$name", (kind) => {
  const served = (...sizes: number[]) => serviceOfSizes(kind, sizes);

  test("works within a proxy, such as Vue's", async () => {
    const listing = new Proxy(kind.open(served(2, 1)), {});
    expect(await collect(listing)).toHaveLength(3);
    expect(await listing.toArray({ limit: 2 })).toHaveLength(2);
    expect(await listing.first()).toBeDefined();
    expect((await listing.pages().next()).done).toBe(false);
  });

  test("does not take items without an id for one and the same", async () => {
    const items = [{ a: 1 }, { a: 2 }];
    const service = serviceOf(json(200, { items, data: items }));
    expect(await collect(kind.open(service, {}, { distinct: true }))).toEqual(items);
  });

  test("pages() gives empty pages too, and each page's next cursor", async () => {
    expect(await collect(kind.open(served(1, 0, 1)).pages())).toEqual([
      { items: [{ id: "0" }], nextCursor: "page 1/&=+é" },
      { items: [], nextCursor: "page 2/&=+é" },
      { items: [{ id: "1" }], nextCursor: undefined },
    ]);
  });

  test.each([0, 1] as const)(
    "toArray stops at its limit, and requests no page beyond it: prefetch %i",
    async (prefetch) => {
      for (const [limit, requests] of [
        [0, 0],
        [1, 1],
        [2, 1],
        [3, 2],
        [4, 2],
        [5, 3],
        [6, 3],
        [Number.POSITIVE_INFINITY, 3],
      ] as const) {
        const service = served(2, 2, 1);
        const items = await kind.open(service, {}, { prefetch }).toArray({ limit });
        expect(items.map(({ id }) => id)).toEqual(["0", "1", "2", "3", "4"].slice(0, limit));
        await settle();
        expect(service.requests).toHaveLength(requests);
      }
    },
  );

  test.each([Number.NaN, -1, 1.5, undefined, null, "", "3"])(
    "toArray rejects the limit %j before any request",
    async (limit) => {
      const service = served(1);
      expect(await rejection(kind.open(service).toArray({ limit: limit as number }))).toMatchObject({
        name: "SwitchboardError",
        code: "invalidOption",
        attempts: 0,
      });
      expect(service.requests).toEqual([]);
    },
  );

  test("first() takes the first item behind empty pages, or undefined when there is none", async () => {
    for (const prefetch of [0, 1] as const) {
      const service = served(0, 0, 2, 1);
      expect(await kind.open(service, {}, { prefetch }).first()).toEqual({ id: "0" });
      await settle();
      expect(service.requests).toHaveLength(3);
    }
    expect(await kind.open(served(0, 0)).first()).toBeUndefined();
  });

  test("nothing is requested before somebody reads", async () => {
    const service = served(1);
    kind.open(service);
    await settle();
    expect(service.requests).toEqual([]);
  });
});
