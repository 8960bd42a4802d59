import { expect, test } from "vitest";

import { testBlotato, type Page } from "./mocked-blotato.ts";

const blotato = testBlotato();

interface Account {
  readonly id: string;
  readonly platform: string;
}

const list = async (query: string): Promise<readonly Account[]> =>
  (await blotato.call<Page<Account>>("any", `GET /v2/users/me/accounts${query}`)).body.items;

test("tells who the user is, and never a key", async () => {
  const { status, body } = await blotato.call("a-secret-key=", "GET /v2/users/me");
  expect(status).toBe(200);
  expect(body).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), subscriptionStatus: "active", apiKey: null });
});

test("lists the accounts, and those of each platform", async () => {
  const all = await list("");
  expect(all.length).toBeGreaterThanOrEqual(4);
  const platforms = [...new Set(all.map(({ platform }) => platform))];
  expect(platforms).toEqual(expect.arrayContaining(["twitter", "facebook", "instagram", "bluesky"]));
  for (const name of platforms) {
    expect(await list(`?platform=${name}`)).toEqual(all.filter(({ platform }) => platform === name));
  }
});

test("lists two pages under the Facebook account, and none under the one on X", async () => {
  const pages = await blotato.call("any", "GET /v2/users/me/accounts/40113/subaccounts");
  expect(pages.body).toEqual({
    items: [
      { id: "987600000000123", accountId: "40113", name: "Harbour Bakery" },
      { id: "987600000000124", accountId: "40113", name: "Harbour Bakery Courses" },
    ],
  });
  const none = await blotato.call("any", "GET /v2/users/me/accounts/40114/subaccounts");
  expect([none.status, none.body]).toEqual([200, { items: [] }]);
});

test("does not know the pages of an unknown account", async () => {
  const { status, body } = await blotato.call("any", "GET /v2/users/me/accounts/7/subaccounts");
  expect([status, body.message]).toEqual([404, 'accountId: there is no account "7"']);
});
