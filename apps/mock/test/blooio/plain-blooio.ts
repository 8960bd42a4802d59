import { errorResponse } from "../../src/blooio/errors.ts";
import { createBlooioService } from "../../src/blooio/service.ts";
import type { Clock } from "../../src/model/clock.ts";
import type { Random } from "../../src/model/random.ts";
import type { OperationResponse, Service, Tenant } from "../../src/model/service.ts";
import type { TenantSizes } from "../../src/model/tenant-options.ts";
import { createHeldClock } from "../held-clock.ts";

export interface Item {
  readonly id: string;
  readonly [field: string]: unknown;
}

interface Page {
  readonly data: readonly Item[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

export type Listing = "listChats" | "listChatMessages" | "listChannels";

/** A tenant, and beside it plain arrays of what is in it: taken once at the start, then kept by hand. */
export interface PlainBlooio {
  chats: Item[];
  readonly channels: readonly Item[];
  messages(chatId: string): Item[];
  page(listing: Listing, chatId: string, query: Readonly<Record<string, unknown>>): Page;
  /**
   * Lets a while pass, or no time at all, and something be written: by us or to us, in an old chat or a new one, and
   * every other time in the favourite.
   */
  happen(random: Random, favouriteId?: string): void;
}

interface Written {
  readonly id: string;
  readonly chat_id: string;
}

export interface Ground {
  readonly clock: Clock;
  readonly service: Service;
}

export function createGround(seed: number, sizes: TenantSizes): Ground {
  const clock = createHeldClock(Date.UTC(2026, 5, 1, 12));
  return { clock, service: createBlooioService({ clock, seed, sizes }) };
}

/** A new tenant, which shares what the ground has. */
export function createPlainBlooio({ clock, service }: Ground): PlainBlooio {
  const tenant = service.createTenant();
  const page: PlainBlooio["page"] = (listing, chatId, query) =>
    call(tenant, listing, { path: { chatId }, query }).body as Page;
  const everything = { limit: 1_000_000 };
  const messages = new Map<string, Item[]>();
  const plain: PlainBlooio = {
    chats: [...page("listChats", "", everything).data],
    channels: page("listChannels", "", everything).data,
    messages(chatId) {
      const known = messages.get(chatId) ?? [...page("listChatMessages", chatId, everything).data];
      messages.set(chatId, known);
      return known;
    },
    page,
    happen(random, favouriteId) {
      if (random.integer(1, 3) > 1) clock.advance(random.integer(1, 100_000));
      const favourite = random.integer(1, 2) === 1 ? plain.chats.find(({ id }) => id === favouriteId) : undefined;
      const chat = favourite ?? random.pick(plain.chats.length > 0 ? plain.chats : [undefined]);
      const before = chat === undefined ? [] : plain.messages(chat.id);
      const written = write(tenant, random, chat?.id);
      if (written === undefined) return;
      const path = { chatId: written.chat_id, messageId: written.id };
      const { data } = call(tenant, "getChatMessage", { path }).body as { readonly data: Item };
      const isNew = !plain.chats.some(({ id }) => id === written.chat_id);
      if (isNew) messages.set(written.chat_id, [data]);
      else if (chat?.id === written.chat_id) before.push(data);
      else messages.get(written.chat_id)?.push(data);
      const changed = call(tenant, "getChat", { path: { chatId: written.chat_id } }).body as { readonly data: Item };
      plain.chats = [...plain.chats.filter(({ id }) => id !== written.chat_id), changed.data];
    },
  };
  return plain;
}

/** Undefined when the chat takes no message. */
function write(tenant: Tenant, random: Random, chatId: string | undefined): Written | undefined {
  const text = "One more thing";
  const phone = `+155555501${random.integer(20, 99)}`;
  const isOurs = random.integer(1, 2) === 1;
  if (isOurs) {
    const { status, body } =
      chatId !== undefined && random.integer(1, 3) > 1
        ? call(tenant, "sendMessageToChat", { path: { chatId }, body: { text } })
        : call(tenant, "sendMessage", { body: { to: phone, text } });
    return status === 201 ? (body as Written) : undefined;
  }
  const isThere = chatId !== undefined && random.integer(1, 3) > 1;
  try {
    return tenant.receive(isThere ? { chatId, text } : { channelId: "+15555550101", from: phone, text }) as Written;
  } catch {
    return undefined;
  }
}

function call(
  tenant: Tenant,
  operationId: string,
  { path = {}, query = {}, body }: { path?: Record<string, string>; query?: object; body?: unknown },
): OperationResponse {
  const handler = tenant.handlers[operationId];
  if (handler === undefined) throw new Error(`There is no operation ${operationId}`);
  try {
    return handler({ operationId, path, query: { ...query }, headers: {}, body });
  } catch (error) {
    const response = errorResponse(error);
    if (response === undefined) throw error;
    return response;
  }
}
