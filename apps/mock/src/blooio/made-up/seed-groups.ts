import type { Random } from "../../model/random.ts";
import type { Ids } from "../ids.ts";
import type { Channel, ChatState, Group } from "../records.ts";
import { activeChannel, type SeededChat } from "./seed-chats.ts";
import { groupDialogue } from "./seed-dialogues.ts";
import { seedMessages } from "./seed-messages.ts";

export interface SeededGroup extends SeededChat {
  readonly group: Group;
}

const hour = 3_600_000;

const states: readonly ChatState[] = ["open", "open", "open", "closed", "open", "blocked", "open", "deprecated"];

/** The group chats, on the two channel types that have groups; in the third nobody has said anything yet. */
export function seedGroups(random: Random, ids: Ids, channels: readonly Channel[], now: number): SeededGroup[] {
  return states.map((state, index) => {
    const channel = activeChannel(channels, index < 5 ? "blooio" : "whatsapp");
    const createdAt = now - (40 + index) * 24 * hour;
    const lastAt = now - random.integer(6, 30 * 24) * hour;
    const chatId = ids.next("chat", createdAt);
    const groupId = ids.next("grp", createdAt);
    const lines = groupDialogue.slice(0, index === 2 ? 0 : random.integer(3, groupDialogue.length));
    return {
      group: { id: groupId, channelId: channel.id, chatId },
      messages: seedMessages(random, ids, { chatId, channel, lines, lastAt }),
      chat: {
        id: chatId,
        channel_id: channel.id,
        channel_type: channel.type,
        contact_id: null,
        identity_id: null,
        group_id: groupId,
        state,
        capabilities: {},
        window_expires_at: null,
        last_message_at: lines.length > 0 ? lastAt : null,
        created_at: createdAt,
        address: null,
      },
    };
  });
}
