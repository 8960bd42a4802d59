import type { Listing, ListOptions, Page } from "@switchboard/messaging";
import { ApiError } from "@switchboard/messaging";
import { expect, test } from "vitest";

import { present, type Tenant, type Tenants } from "./tenants.ts";

export interface ListingCase<Item extends { readonly id: string }> {
  readonly list: (
    facade: Tenant["facade"],
    query: { limit?: number; cursor?: string },
    options?: ListOptions,
  ) => Listing<Item>;
  /** The whole list, through the raw client. Each test begins with it. */
  readonly all: (tenant: Tenant) => Promise<readonly Item[]>;
  /** A page size that makes several pages, of which the last is not full. */
  readonly limit: number;
  /** What grows from item to item. */
  readonly orderedBy: (item: Item) => number;
}

const everything = { limit: Number.POSITIVE_INFINITY };

/** Checks that a listing of the facade gives what the API has, page by page, and requests no page too many. */
export function describeListing<Item extends { readonly id: string }>(
  tenants: Tenants,
  listing: ListingCase<Item>,
): void {
  const { list, all, limit, orderedBy } = listing;

  const start = async (): Promise<{
    tenant: Tenant;
    items: readonly Item[];
    pages: number;
    requests: () => readonly URL[];
  }> => {
    const tenant = tenants.open();
    const items = await all(tenant);
    const before = tenant.sent.length;
    const requests = (): readonly URL[] => tenant.sent.slice(before).map(({ url }) => url);
    const pages = Math.ceil(items.length / limit);
    expect(pages).toBeGreaterThan(2);
    expect(items.length % limit).toBeGreaterThan(0);
    return { tenant, items, pages, requests };
  };

  test("gives each item once and in order, over several pages", async () => {
    const { tenant, items, pages, requests } = await start();
    const walked: Item[] = [];
    for await (const item of list(tenant.facade, { limit })) walked.push(item);
    expect(walked).toEqual(items);
    expect(new Set(walked.map(({ id }) => id)).size).toBe(walked.length);
    expect(walked.map(orderedBy)).toEqual(walked.map(orderedBy).toSorted((a, b) => a - b));
    expect(requests()).toHaveLength(pages);
  });

  test("keeps the limit on every page, and adds only the cursor", async () => {
    const { tenant, requests } = await start();
    await list(tenant.facade, { limit }).toArray(everything);
    const [first, ...others] = requests();
    expect(first?.searchParams.get("limit")).toBe(String(limit));
    expect(first?.searchParams.has("cursor")).toBe(false);
    for (const { searchParams } of others) {
      expect(searchParams.get("cursor")).toMatch(/./);
      searchParams.delete("cursor");
      expect([...searchParams]).toEqual([...present(first).searchParams]);
    }
  });

  test("gives its pages, with a cursor on all but the last", async () => {
    const { tenant, items, pages } = await start();
    const given: Page<Item>[] = [];
    for await (const page of list(tenant.facade, { limit }).pages()) given.push(page);
    expect(given.map((page) => page.items.length)).toEqual([...Array(pages - 1).fill(limit), items.length % limit]);
    expect(given.map(({ nextCursor }) => nextCursor !== undefined)).toEqual([...Array(pages - 1).fill(true), false]);
  });

  test("goes on where a cursor points", async () => {
    const { tenant, items } = await start();
    for await (const { nextCursor } of list(tenant.facade, { limit }).pages()) {
      const rest = await list(tenant.facade, { limit, cursor: present(nextCursor) }).toArray(everything);
      expect(rest).toEqual(items.slice(limit));
      break;
    }
  });

  test("gives its first item with one request", async () => {
    const { tenant, items, requests } = await start();
    expect(await list(tenant.facade, { limit }).first()).toEqual(items[0]);
    expect(requests()).toHaveLength(1);
  });

  test("stops within the page that completes an array", async () => {
    const { tenant, items, requests } = await start();
    expect(await list(tenant.facade, { limit }).toArray({ limit: limit + 1 })).toEqual(items.slice(0, limit + 1));
    expect(requests()).toHaveLength(2);
  });

  test("requests nothing more after a break", async () => {
    const { tenant, requests } = await start();
    for await (const _ of list(tenant.facade, { limit })) break;
    expect(requests()).toHaveLength(1);
  });

  test("gives the same with a page requested ahead", async () => {
    const { tenant, items, pages, requests } = await start();
    expect(await list(tenant.facade, { limit }, { prefetch: 1, distinct: true }).toArray(everything)).toEqual(items);
    expect(requests()).toHaveLength(pages);
  });

  test("says at which cursor a page failed", async () => {
    const { tenant } = await start();
    const error: unknown = await list(tenant.facade, { cursor: "never given" })
      .first()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ kind: "validation", cursor: "never given" });
  });
}
