import { passes } from "../model/paging.ts";
import type { OperationRequest, OperationResponse } from "../model/service.ts";
import { found, invalid } from "./errors.ts";
import { boards } from "./made-up/accounts.ts";
import { pageBody } from "./pages.ts";
import type { Account, Subaccount } from "./records.ts";
import type { State } from "./state.ts";

export const getCurrentUser = ({ initial }: State): OperationResponse => ({
  status: 200,
  // The real service can return the key here. The mock holds no credential, so that no log of a test does.
  body: { id: initial.userId, subscriptionStatus: "active", apiKey: null },
});

/** The connected accounts, all on one page. */
export function listAccounts({ initial }: State, { query }: OperationRequest): OperationResponse {
  const items = [...initial.accounts.values()].filter(({ platform }) => passes(query["platform"], platform));
  return { status: 200, body: pageBody({ items: items.map(showAccount), nextCursor: undefined }) };
}

/** The pages or playlists of an account, all on one page. */
export function listSubaccounts(state: State, { path }: OperationRequest): OperationResponse {
  const account = findAccount(state, path["accountId"]);
  return { status: 200, body: pageBody({ items: subaccountsOf(state, account), nextCursor: undefined }) };
}

/** The boards of a Pinterest account, all on one page. */
export function listPinterestBoards(state: State, { query }: OperationRequest): OperationResponse {
  const account = findAccount(state, String(query["accountId"]));
  if (account.platform !== "pinterest") {
    throw invalid(`accountId: account ${account.id} is on ${account.platform}; only Pinterest has boards`);
  }
  return { status: 200, body: pageBody({ items: boards, nextCursor: undefined }) };
}

/** @throws BlotatoError when there is no such account */
export const findAccount = ({ initial }: State, id = ""): Account => found(initial.accounts.get(id), "account", id);

export const subaccountsOf = ({ initial }: State, account: Account): readonly Subaccount[] =>
  initial.subaccounts.filter(({ accountId }) => accountId === account.id);

/** Whether an id names one of the pages of an account. */
export const hasPage = (state: State, account: Account, pageId: string): boolean =>
  subaccountsOf(state, account).some(({ id }) => id === pageId);

const showAccount = ({ id, platform, fullname, username }: Account): object => ({ id, platform, fullname, username });
