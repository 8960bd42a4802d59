import { wholeSize } from "../../model/made-up/numbered.ts";
import { createRandom } from "../../model/random.ts";
import type { TenantOptions } from "../../model/tenant-options.ts";
import { createMadeUpIds } from "../ids.ts";
import type { Channel, Priority } from "../records.ts";
import { madeUpChannels } from "./channels.ts";
import { madeUpChats, type MadeUpChats } from "./chats.ts";
import { madeUpPriority } from "./priority.ts";

/** What every tenant begins with. Never changed: tenants put their own records on top. */
export interface InitialData extends MadeUpChats {
  readonly organization: { readonly id: string; readonly name: string };
  /** The key's default priority. */
  readonly priority: Priority;
  /** In the order in which they were set up. */
  readonly channels: readonly Channel[];
}

const usualChats = 156;

/**
 * The data as of the clock's start, in the sizes of the options. Chats and messages are not stored: each is made from its number
 * when it is needed, so that millions cost no more than a few.
 *
 * @throws RangeError when a size is not a whole number
 */
export function initialData({ clock, seed, sizes = {} }: TenantOptions): InitialData {
  const { chats = usualChats, messagesPerChat } = sizes;
  const now = clock.start;
  const ids = createMadeUpIds(createRandom(seed));
  const channels = madeUpChannels(ids, now);
  const chatData = madeUpChats({
    seed,
    now,
    channels,
    count: wholeSize("chats", chats),
    messagesPerChat: messagesPerChat === undefined ? undefined : wholeSize("messagesPerChat", messagesPerChat),
  });
  return {
    ...chatData,
    organization: { id: ids.next("org", now), name: "Marlow Street Bakery" },
    priority: madeUpPriority(ids.next("priority", now), now, channels),
    channels,
  };
}
