import type { ClientOptions, Listing, ListOptions } from "../../src/index.ts";
import { blooioOf, blotatoOf } from "../samples.ts";
import { serviceOf, type ScriptedService } from "../scripted-fetch.ts";

/** How a service ends a list. */
export const endings = ["absent", "null", "empty", "hasMoreFalse", "hasMoreFalseWithCursor"] as const;
export type Ending = (typeof endings)[number];

export interface ServedPage {
  readonly ids: readonly string[];
  /** The cursor of the next page, or how the list ends. */
  readonly next: { readonly cursor: string } | { readonly ending: Ending };
}

type Query = { readonly cursor?: string };
type Clients = Omit<ClientOptions, "apiKey" | "fetch" | "baseUrl">;

/** One of the facade's five lists. */
export interface ListingKind {
  readonly name: string;
  readonly path: string;
  open(
    service: Pick<ScriptedService, "fetch">,
    query?: Query,
    options?: ListOptions,
    client?: Clients,
  ): Listing<{ readonly id: string }>;
  body(page: ServedPage): object;
}

function blotatoPage({ ids, next }: ServedPage): object {
  const items = ids.map((id) => ({ id }));
  if ("cursor" in next) return { items, cursor: next.cursor };
  // Blotato has no `has_more`: there the last two endings are an absent cursor.
  return { items, ...(next.ending === "null" && { cursor: null }), ...(next.ending === "empty" && { cursor: "" }) };
}

/** `has_more` is left out of some pages, as it may be. */
function blooioPage({ ids, next }: ServedPage): object {
  const data = ids.map((id) => ({ id }));
  if ("cursor" in next) return { data, next_cursor: next.cursor, ...(ids.length % 2 === 0 && { has_more: true }) };
  switch (next.ending) {
    case "absent":
      return { data };
    case "null":
      return { data, next_cursor: null, has_more: true };
    case "empty":
      return { data, next_cursor: "", has_more: true };
    case "hasMoreFalse":
      return { data, next_cursor: null, has_more: false };
    case "hasMoreFalseWithCursor":
      return { data, next_cursor: "beyond", has_more: false };
  }
}

export const listingKinds: readonly ListingKind[] = [
  {
    name: "blotato.conversations.list",
    path: "/v2/conversations",
    open: (service, query, options, client) => blotatoOf(service, client).conversations.list(query, options),
    body: blotatoPage,
  },
  {
    name: "blotato.messages.list",
    path: "/v2/messages",
    open: (service, query, options, client) => blotatoOf(service, client).messages.list(query, options),
    body: blotatoPage,
  },
  {
    name: "blooio.chats.list",
    path: "/v4/chats",
    open: (service, query, options, client) => blooioOf(service, client).chats.list(query, options),
    body: blooioPage,
  },
  {
    name: "blooio.chats.messages",
    path: "/v4/chats/chat_1/messages",
    open: (service, query, options, client) => blooioOf(service, client).chats.messages("chat_1", query, options),
    body: blooioPage,
  },
  {
    name: "blooio.channels.list",
    path: "/v4/channels",
    open: (service, query, options, client) => blooioOf(service, client).channels.list(query, options),
    body: blooioPage,
  },
];

/** Serves pages by their cursor; the first has none. */
export function pagesOf(kind: ListingKind, pages: readonly ServedPage[]): ScriptedService["fetch"] {
  const byCursor = new Map<string | null, ServedPage>();
  let cursor: string | null = null;
  for (const page of pages) {
    byCursor.set(cursor, page);
    if ("cursor" in page.next) cursor = page.next.cursor;
  }
  return async (address) => {
    const { pathname, searchParams } = new URL(address);
    const page = byCursor.get(searchParams.get("cursor"));
    if (pathname !== kind.path || page === undefined)
      return Response.json({ message: `no page ${address}` }, { status: 400 });
    return Response.json(kind.body(page));
  };
}

/** Pages of the given sizes, with items 0, 1, 2 … and cursors that need encoding. */
export function pagesOfSizes(sizes: readonly number[], ending: Ending = "absent"): ServedPage[] {
  let count = 0;
  return sizes.map((size, index) => ({
    ids: Array.from({ length: size }, () => String(count++)),
    next: index === sizes.length - 1 ? { ending } : { cursor: `page ${index + 1}/&=+é` },
  }));
}

/** A service with pages of the given sizes, which keeps the requests that it got. */
export function serviceOfSizes(kind: ListingKind, sizes: readonly number[]): ScriptedService {
  const pageOf = pagesOf(kind, pagesOfSizes(sizes));
  return serviceOf((request) => pageOf(request.url.href, {}));
}

/** Reads to the end. */
export async function collect<Item>(source: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of source) items.push(item);
  return items;
}
