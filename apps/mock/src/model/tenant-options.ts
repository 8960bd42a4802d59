import type { Clock } from "./clock.ts";

/** What a service needs to make tenants: the time, and the number from which all data follow. */
export interface TenantOptions {
  readonly clock: Clock;
  readonly seed: number;
  /** How much there is to begin with; each has a usual size. */
  readonly sizes?: TenantSizes;
  /** Whether the documented limits hold: Blotato's requests per route and minute, Blooio's messages without a reply. */
  readonly rateLimits?: boolean;
  /** Where webhooks are delivered: on this machine only, which is the default, or wherever they lead. */
  readonly webhookTargets?: "anywhere" | "loopback" | undefined;
}

export interface TenantSizes {
  /** Blotato's conversations. */
  readonly conversations?: number | undefined;
  readonly messagesPerConversation?: number | undefined;
  /** Blooio's chats. */
  readonly chats?: number | undefined;
  readonly messagesPerChat?: number | undefined;
}
