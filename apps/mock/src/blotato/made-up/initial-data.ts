import type { SharedRecords } from "../../model/records.ts";
import type { TenantOptions } from "../../model/tenant-options.ts";
import { computeSeed } from "./computed-seed.ts";
import { drawSeed } from "./drawn-seed.ts";
import type { Account, Conversation, Message, Subaccount } from "../records.ts";

/** What every tenant begins with. Never changed: tenants put their own records on top. */
export interface InitialData {
  readonly userId: string;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly subaccounts: readonly Subaccount[];
  /** The accounts with conversations. */
  readonly accountIds: ReadonlySet<string>;
  /** In the order of their last activity. */
  readonly conversations: SharedRecords<Conversation>;
  /** In the order of their creation. */
  readonly messages: SharedRecords<Message>;
  conversation(id: string): Conversation | undefined;
  /** The conversation of an account in which a person takes part. */
  conversationWith(account: Account, personId: string): Conversation | undefined;
  /** In the order of their creation. */
  messagesOf(conversationId: string): SharedRecords<Message>;
  readonly nextConversationNumber: number;
  readonly nextMessageNumber: number;
}

/** The data of a service, as of the clock's start: drawn when no size is asked for, else worked out in that size. */
export function initialData({ clock, seed, sizes = {} }: TenantOptions): InitialData {
  const { conversations, messagesPerConversation } = sizes;
  if (conversations === undefined && messagesPerConversation === undefined) return drawSeed(seed, clock.start);
  return computeSeed(seed, clock.start, {
    ...(conversations !== undefined && { conversations }),
    ...(messagesPerConversation !== undefined && { messagesPerConversation }),
  });
}
