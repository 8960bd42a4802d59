import type { Account, CurrentUser, ListAccountsQuery, Subaccount } from "@switchboard/blotato";

import { itemsOf } from "../answer-check.ts";
import type { CallOptions } from "../settings.ts";
import type { BlotatoCore } from "./core.ts";

/** The user behind the key, and the social accounts that are connected. */
export interface Accounts {
  /**
   * Gets the user to whom the key belongs. Blotato may repeat the key in `apiKey`: do not log the result.
   *
   * @throws ApiError of the kind `auth` when the key is not valid
   * @example
   * const { subscriptionStatus } = await blotato.accounts.currentUser();
   */
  currentUser(options?: CallOptions): Promise<CurrentUser>;

  /**
   * Lists the connected accounts; their ids are the `accountId` of messages and posts.
   *
   * @throws the errors of a call
   * @example
   * const [account] = await blotato.accounts.list({ platform: "facebook" });
   */
  list(query?: ListAccountsQuery, options?: CallOptions): Promise<Account[]>;

  /**
   * Lists what belongs to an account, such as its Facebook pages; their ids are the `pageId` of messages and posts.
   *
   * @throws the errors of a call
   * @example
   * const pages = await blotato.accounts.subaccounts("98432");
   */
  subaccounts(accountId: string, options?: CallOptions): Promise<Subaccount[]>;
}

/** The part of a client that is its `accounts`. */
export function createAccounts({ raw, run }: BlotatoCore): Accounts {
  return {
    currentUser: (options = {}) => run("getCurrentUser", options, (init) => raw.GET("/v2/users/me", init)),
    list: (query = {}, options = {}) =>
      run(
        "listAccounts",
        options,
        (init) => raw.GET("/v2/users/me/accounts", { ...init, params: { query } }),
        itemsOf<Account>,
      ),
    subaccounts: (accountId, options = {}) =>
      run(
        "listSubaccounts",
        options,
        (init) =>
          raw.GET("/v2/users/me/accounts/{accountId}/subaccounts", { ...init, params: { path: { accountId } } }),
        itemsOf<Subaccount>,
      ),
  };
}
