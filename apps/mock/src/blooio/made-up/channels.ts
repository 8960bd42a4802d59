import { exampleIds } from "../generated/examples.ts";
import type { Ids } from "../ids.ts";
import type { Channel, ChannelStatus, ChannelType } from "../records.ts";

type Sender = readonly [type: ChannelType, status: ChannelStatus, address: string | null, alias?: string];

/** In the order in which they were set up. One number belongs to two active channels, as it may after a move. */
const senders: readonly Sender[] = [
  ["amb", "deprecated", null],
  ["amb", "active", "urn:biz:marlow-street-bakery"],
  ["blooio", "deprecated", "+15555550106"],
  ["blooio", "active", "+15555550101"],
  ["twilio", "active", "+15555550107"],
  ["blooio", "banned", "+15555550105"],
  ["whatsapp", "active", "+15555550110"],
  ["twilio", "deprecated", "+15555550109"],
  ["whatsapp", "banned", "+15555550111"],
  ["whatsapp_business", "active", "+15555550112"],
  ["rcs_business", "active", null, "bakery-desk"],
  ["blooio", "active", "+15555550102"],
  ["twilio", "active", "+15555550108"],
  ["whatsapp_business", "active", "+15555550108"],
  ["blooio", "suspended", "+15555550103"],
  ["rcs_business", "suspended", null, "bakery-catering"],
  ["twilio", "suspended", "+15555550114"],
  ["whatsapp_business", "pending_verification", "+15555550113"],
  ["rcs_business", "pending_verification", null, "bakery-news"],
  ["blooio", "pending_verification", "+15555550104"],
];

const capabilities: Readonly<Record<ChannelType, Channel["capabilities"]>> = {
  blooio: {
    protocols: ["imessage", "sms", "rcs"],
    content: ["text", "media", "poll", "rich_link", "parts"],
    actions: ["typing", "read", "reaction"],
  },
  twilio: { protocols: ["sms"], content: ["text", "media"] },
  whatsapp: { protocols: ["whatsapp"], content: ["text", "media"] },
  whatsapp_business: {
    protocols: ["whatsapp"],
    content: ["text", "media", "template", "interactive"],
    interactive: ["buttons", "list"],
    gates: ["session_window"],
  },
  rcs_business: {
    protocols: ["rcs"],
    content: ["text", "media", "interactive"],
    interactive: ["suggestions", "carousel"],
  },
  amb: {},
};

/** What a channel of a type can do. */
export const capabilitiesOf = (type: ChannelType): Channel["capabilities"] => capabilities[type];

const week = 7 * 24 * 3_600_000;

/** The ids in the examples of the spec, by address. */
const named: Readonly<Partial<Record<string, string>>> = {
  [exampleIds.channel]: exampleIds.channel_id,
  "+15555550112": "ch_01997c2e-51f2-7e08-9b64-2d7c0a41f3e9",
};

/** The channels of the organization, in the order in which they were set up. */
export function madeUpChannels(ids: Ids, now: number): readonly Channel[] {
  return senders.map(([type, status, address, alias], index) => ({
    id: named[address ?? ""] ?? `ch_${ids.uuid()}`,
    type,
    address,
    ...(alias !== undefined && { alias }),
    status,
    capabilities: capabilities[type],
    // The last two were set up together.
    created_at: now - 40 * week + Math.min(index, senders.length - 2) * 2 * week,
  }));
}
