import { ApiError } from "@switchboard/messaging";
import type { Contact, Page } from "@switchboard/messaging/blooio";
import { describe, expect, test } from "vitest";

import { mockedTenants, present } from "../tenants.ts";

const tenants = mockedTenants();
const everything = { limit: Number.POSITIVE_INFINITY };

describe("a list of contacts by a search or an order", () => {
  const search = { sort: "name_asc", limit: 20 } as const;

  test("gives each contact once and in order, page after page by offset", async () => {
    const tenant = tenants.open();
    const { contacts } = tenant.facade.blooio;
    const all = await contacts.list().toArray(everything);
    const before = tenant.sent.length;
    const walked = await contacts.list(search).toArray(everything);
    const { compare } = new Intl.Collator("en");
    expect(walked).toEqual(all.toSorted((a, b) => compare(a.name ?? "", b.name ?? "")));
    const queries = tenant.sent.slice(before).map(({ url }) => [...url.searchParams]);
    expect(queries).toEqual(
      Array.from({ length: Math.ceil(all.length / 20) }, (_, page) => [
        ["sort", "name_asc"],
        ["limit", "20"],
        ["offset", String(page * 20)],
      ]),
    );
    expect(queries.length).toBeGreaterThan(2);
  });

  test("goes on where a page says, given as the cursor beside the same search", async () => {
    const { contacts } = tenants.open().facade.blooio;
    const all = await contacts.list(search).toArray(everything);
    const pages: Page<Contact>[] = [];
    for await (const page of contacts.list(search).pages()) pages.push(page);
    expect(pages.map(({ nextCursor }) => nextCursor !== undefined)).toEqual(
      pages.map((_, page) => page < pages.length - 1),
    );
    const cursor = present(pages[0]?.nextCursor);
    expect(await contacts.list({ ...search, cursor }).toArray(everything)).toEqual(all.slice(20));
    expect(await contacts.list({ ...search, offset: 7 }).toArray({ limit: 30 })).toEqual(all.slice(7, 37));
  });

  test("selects by text, tag and filter", async () => {
    const { contacts } = tenants.open().facade.blooio;
    const all = await contacts.list().toArray(everything);
    const name = present(all[0]?.name);
    expect(await contacts.list({ q: name.toUpperCase() }).first()).toEqual(all[0]);
    const tagged = all.filter(({ tags = [] }) => tags.length > 0);
    expect(await contacts.list({ tag: "regular" }).toArray(everything)).toEqual(tagged);
    expect(await contacts.list({ filter: "has_tags", limit: 3 }).toArray(everything)).toEqual(tagged);
    expect(await contacts.list({ q: "nobody has this name" }).toArray(everything)).toEqual([]);
  });

  test("says at which cursor a page failed", async () => {
    const { contacts } = tenants.open().facade.blooio;
    const error: unknown = await contacts
      .list({ ...search, cursor: "never given" })
      .first()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ kind: "validation", cursor: "never given" });
  });
});

describe("who is reached at an address", () => {
  test("is found with one request, also among the last of a list", async () => {
    const tenant = tenants.open();
    const { contacts } = tenant.facade.blooio;
    const last = present((await contacts.list().toArray(everything)).at(-1));
    const before = tenant.sent.length;
    const identifier = present(last.identities?.[0]?.identifier);
    expect(await contacts.find({ identifier })).toEqual(last);
    expect(tenant.sent).toHaveLength(before + 1);
  });

  test("is undefined where nobody is", async () => {
    expect(await tenants.open().facade.blooio.contacts.find({ identifier: "+15555550199" })).toBeUndefined();
  });
});
