import type { Account, MessagingPlatform, Subaccount } from "../records.ts";

// The same for each seed, with the ids of the examples in the spec, so that an example can be sent unchanged.

const rows: readonly (readonly [Account["id"], Account["platform"], string, string, string])[] = [
  ["40112", "instagram", "Harbour Bakery", "harbourbakery.example", "17841400000000001"],
  ["40113", "facebook", "Harbour Bakery", "harbourbakery.example", "987600000000100"],
  ["40114", "twitter", "Harbour Bakery", "harbour_example", "1500000000000000001"],
  ["40115", "bluesky", "Harbour Bakery", "harbour.example.com", "did:plc:harbourexample0000000001"],
  ["40116", "linkedin", "Harbour Bakery", "harbour-bakery-example", "urn:li:person:example01"],
  ["40117", "tiktok", "Harbour Bakery", "harbourbakery.example", "7200000000000000001"],
  ["40118", "other", "Shop window screen", "shop-window", "shop-window"],
  ["40119", "pinterest", "Harbour Bakery", "harbourbakeryexample", "880000000000000001"],
  ["40120", "threads", "Harbour Bakery", "harbourbakery.example", "17841400000000003"],
  ["40121", "youtube", "Harbour Bakery", "harbourbakeryexample", "UCharbourexample00000001"],
  ["40122", "instagram", "Harbour Bakery Courses", "harbourcourses.example", "17841400000000002"],
];

/** The connected accounts of an invented bakery, one on each platform and a second one on Instagram. */
const accounts: readonly Account[] = rows.map(([id, platform, fullname, username, platformId]) => ({
  id,
  platform,
  fullname,
  username,
  platformId,
}));

export const accountsById: ReadonlyMap<string, Account> = new Map(accounts.map((account) => [account.id, account]));

/** The pages and playlists of the accounts. */
export const subaccounts: readonly Subaccount[] = [
  { id: "987600000000123", accountId: "40113", name: "Harbour Bakery" },
  { id: "987600000000124", accountId: "40113", name: "Harbour Bakery Courses" },
  { id: "10550001", accountId: "40116", name: "Harbour Bakery" },
  { id: "PLharbourexample01", accountId: "40121", name: "Bread at home" },
];

/** The boards of the account on Pinterest. */
export const boards: readonly { readonly id: string; readonly name: string }[] = [
  { id: "880000000000000101", name: "Breads of the week" },
  { id: "880000000000000102", name: "Behind the counter" },
];

/** Who takes part in a conversation for us. */
export interface Sender {
  readonly platform: MessagingPlatform;
  readonly account: Account;
  /** The id of the account on its platform, or of one of its pages. */
  readonly ownId: string;
}

// First those that can be written to, so that a single conversation can be.
export const platforms = ["instagram", "facebook", "twitter", "bluesky"] as const;

/** The accounts of all platforms in turn. A platform has at most two accounts or pages. */
export const senders: readonly Sender[] = Array.from({ length: platforms.length * 2 }, (_, index) => {
  const platform = platforms[index % platforms.length] ?? "instagram";
  const turn = Math.floor(index / platforms.length);
  const ofPlatform = accounts.filter((account) => account.platform === platform);
  const account = ofPlatform[turn % ofPlatform.length];
  if (account === undefined) throw new Error(`The made-up data has no account on ${platform}`);
  const pages = subaccounts.filter(({ accountId }) => accountId === account.id);
  const page = pages[turn % pages.length]?.id;
  return { platform, account, ownId: platform === "facebook" && page !== undefined ? page : account.platformId };
});
