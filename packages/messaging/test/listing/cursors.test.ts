/// <reference types="node" />
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { describe, expect, test } from "vitest";

import { PaginationError } from "../../src/index.ts";
import { blotatoOf } from "../samples.ts";
import { json, serviceOf, type Responder } from "../scripted-fetch.ts";
import { rejection } from "../virtual-time.ts";
import { collect, listingKinds, serviceOfSizes } from "./kinds.ts";

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

  test("takes a number for a cursor", async () => {
    const [first, last] = [2, null].map((cursor) => json(200, { items: [], data: [], cursor, next_cursor: cursor }));
    const service = serviceOf(first as Responder, last as Responder);
    expect(await collect(kind.open(service))).toEqual([]);
    expect(service.requests.map(({ url }) => url.searchParams.get("cursor"))).toEqual([null, "2"]);
  });

  test("starts at the caller's cursor, and begins anew with each loop", async () => {
    const service = serviceOfSizes(kind, [1, 1, 1]);
    const listing = kind.open(service, { cursor: "page 1/&=+é" });
    for (const _ of [1, 2]) expect((await collect(listing)).map(({ id }) => id)).toEqual(["1", "2"]);
    expect(service.requests.map(({ url }) => url.searchParams.get("cursor"))).toEqual([
      "page 1/&=+é",
      "page 2/&=+é",
      "page 1/&=+é",
      "page 2/&=+é",
    ]);
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
