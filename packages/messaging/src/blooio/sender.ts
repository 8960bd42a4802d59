import type { Channel, ChannelTypeChoice } from "@switchboard/blooio";
import { SwitchboardError } from "@switchboard/typed-fetch";

import { checkList } from "../core/bounds.ts";

/** How the sender is chosen: by name, or by routing. */
export type Sender =
  | {
      readonly from?: string | undefined;
      readonly priority_id?: undefined;
      readonly channel_type?: undefined;
      readonly hybrid?: undefined;
    }
  | {
      readonly priority_id?: string | undefined;
      readonly channel_type?: ChannelTypeChoice | undefined;
      readonly from?: undefined;
      readonly hybrid?: undefined;
    }
  | {
      readonly hybrid: boolean | string;
      readonly channel_type?: ChannelTypeChoice | undefined;
      readonly from?: undefined;
      readonly priority_id?: undefined;
    };

/** A channel, as `channels.get` and `channels.list` give it: its type says whether it has groups. */
export type SendingChannel = Pick<Channel, "id" | "type">;

/** A sender that writes to each recipient by itself: a channel, or whichever channel of a type without groups. */
export type SeparateSender =
  | {
      readonly from: SendingChannel;
      readonly priority_id?: undefined;
      readonly channel_type?: undefined;
      readonly hybrid?: undefined;
    }
  | {
      readonly channel_type: Exclude<ChannelTypeChoice, "blooio" | "whatsapp">;
      readonly priority_id?: string | undefined;
      readonly from?: undefined;
      readonly hybrid?: undefined;
    };

/** A sender that has groups. It has to be named: what happens to a message whose sender Blooio chooses is not documented. */
export interface GroupSender {
  readonly from: SendingChannel;
  readonly priority_id?: undefined;
  readonly channel_type?: undefined;
  readonly hybrid?: undefined;
}

/** What several recipients become, by the type of the channel. The documentation says nothing about other types. */
const outcomes: Readonly<Record<string, "each" | "group">> = {
  blooio: "group",
  whatsapp: "group",
  twilio: "each",
  whatsapp_business: "each",
  rcs_business: "each",
};

/**
 * The sender and the recipients of a message to several, as the service takes them.
 *
 * @throws SwitchboardError when several recipients would not become what is wanted, or that is not known; and when there is no
 *   recipient
 */
export function senderOf(
  {
    channel_type: channelType,
    from,
    hybrid,
    to,
  }: (SeparateSender | GroupSender) & { readonly to: readonly string[]; readonly hybrid?: unknown },
  wanted: "each" | "group",
): { readonly from: string | undefined; readonly to: readonly string[] } {
  checkList("to", to, { minimum: 1 });
  const type = hybrid === undefined ? (from?.type ?? channelType) : "hybrid";
  const outcome = outcomes[type ?? ""];
  // Which channel with groups routing would choose is not documented, nor what it would do.
  if (outcome !== wanted || (wanted === "group" && from === undefined)) {
    const [other, words] = wanted === "each" ? ["sendToGroup", "each recipient a message"] : ["sendToEach", "a group"];
    throw new SwitchboardError(
      `A sender of the type ${JSON.stringify(type ?? "unknown")} does not make of this ${words}; ` +
        `give a channel of another type as from${outcome === undefined ? "" : `, or call ${other}`}`,
      "unsupported",
    );
  }
  return { from: from?.id, to };
}
