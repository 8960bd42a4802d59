import type { OperationHandler } from "../model/service.ts";
import { passes, textOf } from "./listing.ts";
import type { Account } from "./records.ts";
import type { Refusals } from "./refusals.ts";
import type { SeedData } from "./made-up/seed-data.ts";
import type { WorldState } from "./world-state.ts";

/** The owner of the key, the connected accounts, and their pages. */
export function accountHandlers(
  { seedData }: WorldState,
  refusals: Refusals,
): Readonly<Record<"getCurrentUser" | "listAccounts" | "listSubaccounts", OperationHandler>> {
  return {
    getCurrentUser: () => ({
      status: 200,
      // The real service can answer the key here. The mock holds no credential, so that no log of a test does.
      body: { id: seedData.userId, subscriptionStatus: "active", apiKey: null },
    }),
    listAccounts: ({ query }) => {
      const wanted = textOf(query["platform"]);
      const items = [...seedData.accounts.values()].filter(({ platform }) => passes(wanted, platform));
      return { status: 200, body: { items: items.map(describeAccount) } };
    },
    listSubaccounts: ({ path }) => {
      const accountId = path["accountId"] ?? "";
      if (!seedData.accounts.has(accountId)) {
        return refusals.notFound(`accountId: there is no account ${JSON.stringify(accountId)}`);
      }
      const items = seedData.subaccounts.filter((subaccount) => subaccount.accountId === accountId);
      return { status: 200, body: { items } };
    },
  };
}

/** Whether an id names one of the pages of an account. */
export function hasPage({ subaccounts }: SeedData, account: Account, pageId: string): boolean {
  return subaccounts.some(({ accountId, id }) => accountId === account.id && id === pageId);
}

function describeAccount({ id, platform, fullname, username }: Account): object {
  return { id, platform, fullname, username };
}
