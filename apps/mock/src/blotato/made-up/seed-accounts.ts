import type { Account, Subaccount } from "../records.ts";

// The same for each seed, with the ids of the examples in the spec, so that an example can be sent as it stands.

/** The connected accounts of an invented bakery, one on each platform and a second one on Instagram. */
export const accounts: readonly Account[] = [
  {
    id: "40112",
    platform: "instagram",
    fullname: "Harbour Bakery",
    username: "harbourbakery.example",
    platformId: "17841400000000001",
  },
  {
    id: "40113",
    platform: "facebook",
    fullname: "Harbour Bakery",
    username: "harbourbakery.example",
    platformId: "987600000000100",
  },
  {
    id: "40114",
    platform: "twitter",
    fullname: "Harbour Bakery",
    username: "harbour_example",
    platformId: "1500000000000000001",
  },
  {
    id: "40115",
    platform: "bluesky",
    fullname: "Harbour Bakery",
    username: "harbour.example.com",
    platformId: "did:plc:harbourexample0000000001",
  },
  {
    id: "40116",
    platform: "linkedin",
    fullname: "Harbour Bakery",
    username: "harbour-bakery-example",
    platformId: "urn:li:person:example01",
  },
  {
    id: "40117",
    platform: "tiktok",
    fullname: "Harbour Bakery",
    username: "harbourbakery.example",
    platformId: "7200000000000000001",
  },
  {
    id: "40118",
    platform: "other",
    fullname: "Shop window screen",
    username: "shop-window",
    platformId: "shop-window",
  },
  {
    id: "40119",
    platform: "pinterest",
    fullname: "Harbour Bakery",
    username: "harbourbakeryexample",
    platformId: "880000000000000001",
  },
  {
    id: "40120",
    platform: "threads",
    fullname: "Harbour Bakery",
    username: "harbourbakery.example",
    platformId: "17841400000000003",
  },
  {
    id: "40121",
    platform: "youtube",
    fullname: "Harbour Bakery",
    username: "harbourbakeryexample",
    platformId: "UCharbourexample00000001",
  },
  {
    id: "40122",
    platform: "instagram",
    fullname: "Harbour Bakery Courses",
    username: "harbourcourses.example",
    platformId: "17841400000000002",
  },
];

/** The pages and playlists under them. */
export const subaccounts: readonly Subaccount[] = [
  { id: "987600000000123", accountId: "40113", name: "Harbour Bakery" },
  { id: "987600000000124", accountId: "40113", name: "Harbour Bakery Courses" },
  { id: "10550001", accountId: "40116", name: "Harbour Bakery" },
  { id: "PLharbourexample01", accountId: "40121", name: "Bread at home" },
];

export const accountsById: ReadonlyMap<string, Account> = new Map(accounts.map((account) => [account.id, account]));
