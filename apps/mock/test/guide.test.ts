import { readFile } from "node:fs/promises";

import { afterAll, beforeAll, expect, test } from "vitest";

import { startMock, type Mock } from "../src/index.ts";

const guide = await readFile(new URL("../../../docs/testing-with-the-mock.md", import.meta.url), "utf8");

/** The rows of the tables in the guide, without what makes them look like tables. */
const rows = guide.split("\n").flatMap((line) =>
  line.startsWith("| ")
    ? [
        line
          .slice(1, -1)
          .split("|")
          .map((cell) => cell.trim().replaceAll("`", "")),
      ]
    : [],
);

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const listed = async <Item>(url: string, headers: Readonly<Record<string, string>>, field: string): Promise<Item[]> =>
  ((await (await fetch(url, { headers })).json()) as Record<string, Item[]>)[field] ?? [];

test("the guide lists the accounts of a tenant of Blotato, and no other", async () => {
  const accounts = await listed<{ id: string; platform: string; fullname: string }>(
    `${mock.blotato.url}/v2/users/me/accounts`,
    { "blotato-api-key": "k" },
    "items",
  );
  const described = rows.filter(([id = ""]) => /^4\d{4}$/.test(id));
  expect(described).toEqual(accounts.map(({ fullname, id, platform }) => [id, platform, fullname]));
});

test("the guide lists the channels of a tenant of Blooio with their status, and no other", async () => {
  const channels = await listed<{ address: string | null; alias?: string; status: string; type: string }>(
    `${mock.blooio.url}/channels?limit=200`,
    { authorization: "Bearer k" },
    "data",
  );
  const own = channels.map(({ address, alias, status, type }) => [alias ?? address ?? "none", type, status]);
  const types = new Set(own.map(([, type]) => type));
  const described = rows.filter(([, type]) => types.has(type));
  expect(new Set(described.map(String))).toEqual(new Set(own.map(String)));
  expect(described).toHaveLength(own.length);
});
