import type { Clock } from "./clock.ts";

/** What a service needs to make a tenant: the time in it, and the number from which its data are drawn. */
export interface TenantOptions {
  readonly clock: Clock;
  readonly seed: number;
  /** How much there is to begin with; what is not given is the seed's own number. */
  readonly sizes?: TenantSizes;
  /** Whether the documented limits hold: Blotato's requests per route and minute, Blooio's messages without a reply. */
  readonly rateLimits?: boolean;
}

export interface TenantSizes {
  /** Blotato's conversations. */
  readonly conversations?: number;
  readonly messagesPerConversation?: number;
  /** Blooio's chats. */
  readonly chats?: number;
  readonly messagesPerChat?: number;
}
