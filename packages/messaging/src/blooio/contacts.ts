import type { Contact, ContactPage, ListContactsQuery } from "@switchboard/blooio";
import { listContacts } from "@switchboard/blooio/operations";

import type { ApiPromise } from "../core/api-promise.ts";
import type { Call } from "../core/call.ts";
import type { Core } from "../core/client.ts";
import type { CallOptions } from "../core/options.ts";
import { Listing, type ListOptions, type RawPage } from "../core/pagination.ts";
import { itemsIn } from "../core/result.ts";
import { plainContacts, type PlainContacts } from "./generated/index.ts";

/** The people with whom the organization has been in touch, and their addresses. */
export interface Contacts extends PlainContacts {
  /**
   * List contacts, all of them or those of a search.
   *
   * The service pages by offset for a search (`q`, `tag`, `filter`) and for an order (`sort`), and by cursor otherwise. The listing
   * walks either way: to go on later, give the `nextCursor` of a page as `cursor`, beside the same search.
   *
   * @throws ApiError with the status 400 when a query parameter is out of bounds or not one of its values
   * @example
   * for await (const contact of blooio.contacts.list({ tag: "wholesale", sort: "name_asc" })) console.log(contact.name);
   */
  list(query?: ListContactsQuery, options?: ListOptions): Listing<Contact>;

  /**
   * Find the contact who is reached at a phone number or an e-mail address.
   *
   * @returns undefined when nobody is
   * @example
   * const contact = await blooio.contacts.find({ identifier: "+15555550142" });
   * console.log(contact?.name ?? "a stranger");
   */
  find(by: { readonly identifier: string }, options?: CallOptions): ApiPromise<Contact | undefined>;
}

export function createContacts(core: Core): Contacts {
  const { call, list, settings } = core;

  /** Pages by offset. Where the next one starts stands in for a cursor. */
  const byOffset = ({ cursor: start, offset: first, ...query }: ListContactsQuery, options: ListOptions) =>
    new Listing<Contact>({
      fetchPage: (cursor, pageOptions) => {
        const offset = cursor === undefined ? (first ?? 0) : Number(cursor);
        return call(listContacts, { query: { ...query, offset } }, pageOptions, pageAt(offset));
      },
      start,
      options,
      redact: settings.redact,
    });

  return {
    ...plainContacts(core),
    list: (query = {}, options = {}) =>
      isSearch(query) ? byOffset(query, options) : list(listContacts, { query }, options),
    find: ({ identifier }, options) =>
      call(
        listContacts,
        { query: { identifier, limit: 1 } },
        options,
        (page, own) => itemsIn("data")<Contact>(page, own)[0],
      ),
  };
}

const isSearch = ({ filter, offset, q, sort, tag }: ListContactsQuery): boolean =>
  [filter, offset, q, sort, tag].some((value) => value !== undefined);

/** Without a total, the list ends with a page that has no contacts. */
const pageAt =
  (offset: number) =>
  ({ data: items, has_more: more, pagination }: ContactPage, call: Call): RawPage<Contact> => {
    const next = offset + (Array.isArray(items) ? items.length : 0);
    const hasMore = next > offset && (more ?? next < (pagination?.total ?? Number.POSITIVE_INFINITY));
    return { items, cursor: next, hasMore, call };
  };
