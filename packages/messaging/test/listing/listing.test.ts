/// <reference types="node" />
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { describe, expect, test, vi } from "vitest";

import { ApiError, PaginationError } from "../../src/index.ts";
import { blotatoOf } from "../samples.ts";
import { collect, listingKinds, pagesOf, pagesOfSizes } from "./kinds.ts";
import { json, serviceOf, silence, type Responder } from "../scripted-fetch.ts";
import { rejection, settle } from "../virtual-time.ts";

/** Bytes that are still reachable. */
function heapUsed(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed;
}

/** Each cursor leads to a page with this cursor; null is the first page. */
const graph = (kind: (typeof listingKinds)[number], next: Readonly<Record<string, string>>) =>
  serviceOf(({ url }) => {
    const cursor = url.searchParams.get("cursor") ?? "start";
    return Response.json(kind.body({ ids: [cursor], next: { cursor: next[cursor] ?? "?" } }));
  });

describe.each(listingKinds)("$name", (kind) => {
  const served = (...sizes: number[]) => {
    const pageOf = pagesOf(kind, pagesOfSizes(sizes));
    return serviceOf((request) => pageOf(request.url.href, {}));
  };

  test.each([
    ["a cursor that leads to itself", { start: "a", a: "a" }, {}, "a", 2],
    ["a cycle of three", { start: "a", a: "b", b: "c", c: "a" }, {}, "a", 4],
    ["a cycle that does not meet its beginning", { start: "a", a: "b", b: "c", c: "b" }, {}, "b", 4],
    ["the caller's own cursor", { mine: "a", a: "mine" }, { cursor: "mine" }, "mine", 2],
    ["a static example server", { start: "a", a: "a" }, {}, "a", 2],
  ])("ends with a PaginationError that names the cursor, for %s", async (_, next, query, named, requests) => {
    for (const prefetch of [0, 1] as const) {
      const service = graph(kind, next);
      const error = await rejection(collect(kind.open(service, query, { prefetch })));
      expect(error).toBeInstanceOf(PaginationError);
      expect((error as Error).message).toContain(JSON.stringify(named));
      expect(service.requests).toHaveLength(requests);
    }
  });

  test("gives the items of the page that repeats a cursor, and ends only on going on", async () => {
    for (const prefetch of [0, 1] as const) {
      const next = { start: "a", a: "b", b: "a" };
      const ids: string[] = [];
      const walk = async (): Promise<void> => {
        for await (const { id } of kind.open(graph(kind, next), {}, { prefetch })) ids.push(id);
      };
      expect(await rejection(walk())).toMatchObject({ name: "PaginationError", cursor: "b" });
      expect(ids).toEqual(["start", "a", "b"]);
      const some = kind.open(graph(kind, next), {}, { prefetch }).toArray({ limit: 3 });
      expect((await some).map(({ id }) => id)).toEqual(["start", "a", "b"]);
    }
  });

  test.each([
    { items: null, data: null },
    {},
    { items: {}, data: {} },
    { items: [null], data: [null] },
    { items: ["1"], data: ["1"] },
    { items: [], data: [], cursor: { a: 1 }, next_cursor: { a: 1 } },
    { items: [], data: [], cursor: true, next_cursor: true },
    { items: [], data: [], cursor: ["a"], next_cursor: ["a"] },
  ])("what is not a page, %j, is a PaginationError", async (body) => {
    for (const distinct of [false, true]) {
      const listing = kind.open(serviceOf(json(200, body)), {}, { distinct });
      expect(await rejection(listing.first())).toBeInstanceOf(PaginationError);
    }
  });

  test("a PaginationError names the service, the operation and the status", async () => {
    const circle = await rejection(collect(kind.open(graph(kind, { start: "a", a: "a" }))));
    const malformed = await rejection(kind.open(serviceOf(json(203, {}))).first());
    for (const [error, status] of [[circle, 200] as const, [malformed, 203] as const]) {
      expect(error).toMatchObject({
        name: "PaginationError",
        api: kind.name.split(".")[0],
        operationId: expect.stringMatching(/^list/) as string,
        status,
        attempts: 1,
        maybeSent: false,
      });
      const { api, operationId } = error as PaginationError;
      expect((error as Error).message).toContain(`${api} ${operationId} cannot go on: `);
    }
  });

  test("works within a proxy, such as Vue's", async () => {
    const listing = new Proxy(kind.open(served(2, 1)), {});
    expect(await collect(listing)).toHaveLength(3);
    expect(await listing.toArray({ limit: 2 })).toHaveLength(2);
    expect(await listing.first()).toBeDefined();
    expect((await listing.pages().next()).done).toBe(false);
  });

  test("takes a number for a cursor", async () => {
    const [first, last] = [2, null].map((cursor) => json(200, { items: [], data: [], cursor, next_cursor: cursor }));
    const service = serviceOf(first as Responder, last as Responder);
    expect(await collect(kind.open(service))).toEqual([]);
    expect(service.requests.map(({ url }) => url.searchParams.get("cursor"))).toEqual([null, "2"]);
  });

  test("does not take items without an id for one and the same", async () => {
    const items = [{ a: 1 }, { a: 2 }];
    const service = serviceOf(json(200, { items, data: items }));
    expect(await collect(kind.open(service, {}, { distinct: true }))).toEqual(items);
  });

  test("starts at the caller's cursor, and begins anew with each loop", async () => {
    const service = served(1, 1, 1);
    const listing = kind.open(service, { cursor: "page 1/&=+é" });
    for (const _ of [1, 2]) expect((await collect(listing)).map(({ id }) => id)).toEqual(["1", "2"]);
    expect(service.requests.map(({ url }) => url.searchParams.get("cursor"))).toEqual([
      "page 1/&=+é",
      "page 2/&=+é",
      "page 1/&=+é",
      "page 2/&=+é",
    ]);
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

  test("stops at once when the caller aborts in the middle of a page", async () => {
    for (const prefetch of [0, 1] as const) {
      const controller = new AbortController();
      const service = served(3, 3);
      const ids: string[] = [];
      const walk = async (): Promise<void> => {
        for await (const { id } of kind.open(service, {}, { signal: controller.signal, prefetch })) {
          ids.push(id);
          if (id === "1") controller.abort();
        }
      };
      expect(await rejection(walk())).toBe(controller.signal.reason);
      expect(ids).toEqual(["0", "1"]);
      expect(service.requests.length).toBeLessThanOrEqual(1 + prefetch);
    }
  });

  test("pages() gives no page after an abort, not even one that was fetched ahead", async () => {
    const controller = new AbortController();
    let pages = 0;
    const walk = async (): Promise<void> => {
      for await (const _ of kind.open(served(1, 1, 1), {}, { signal: controller.signal, prefetch: 1 }).pages()) {
        pages += 1;
        await settle();
        controller.abort();
      }
    };
    expect(await rejection(walk())).toBe(controller.signal.reason);
    expect(pages).toBe(1);
  });

  test("with prefetch, the next page is requested while the caller works on this one, and only the next", async () => {
    const service = served(1, 1, 1, 1);
    const seen: number[] = [];
    for await (const _ of kind.open(service, {}, { prefetch: 1 })) {
      await settle();
      seen.push(service.requests.length);
    }
    expect(seen).toEqual([2, 3, 4, 4]);
  });

  test("with prefetch, a break aborts the one page that was requested ahead, and nothing is left unhandled", async () => {
    const unhandled = vi.fn<(reason: unknown) => void>();
    process.on("unhandledRejection", unhandled);
    const pageOf = pagesOf(kind, pagesOfSizes([1, 1]));
    const service = serviceOf((request) => pageOf(request.url.href, {}), silence);

    for await (const _ of kind.open(service, {}, { prefetch: 1 })) break;
    await settle();

    process.off("unhandledRejection", unhandled);
    expect(service.requests.map(({ init }) => init.signal?.aborted)).toEqual([false, true]);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test("with prefetch, a page that failed ahead is reported only after this page's items, and says its cursor", async () => {
    const pageOf = pagesOf(kind, pagesOfSizes([2, 1]));
    const service = serviceOf((request) => pageOf(request.url.href, {}), json(403, { message: "no" }));
    const ids: string[] = [];
    const walk = async (): Promise<void> => {
      for await (const { id } of kind.open(service, {}, { prefetch: 1 })) {
        ids.push(id);
        await settle();
      }
    };
    const error = await rejection(walk());
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 403, cursor: "page 1/&=+é" });
    expect(ids).toEqual(["0", "1"]);
  });
});

test("a long list does not keep the cursors that it has seen", async () => {
  const pages = 2_000;
  const cursorOf = (page: number): string => `${page}-`.padEnd(20_000, "x");
  let page = 0;
  const service = serviceOf(({ url }) => {
    const requested = Number.parseInt(url.searchParams.get("cursor") ?? "0", 10);
    expect(requested).toBe(page);
    page += 1;
    return Response.json({ items: [{ id: String(page) }], ...(page < pages && { cursor: cursorOf(page) }) });
  });
  // What the requests hold is the service's own matter.
  const fetch: typeof service.fetch = async (...request) => {
    const response = await service.fetch(...request);
    service.requests.length = 0;
    return response;
  };
  const before = heapUsed();
  for await (const _ of blotatoOf({ fetch }).conversations.list()) {
    if (page === pages) expect(heapUsed() - before).toBeLessThan(20_000_000);
  }
  expect(page).toBe(pages);
});
