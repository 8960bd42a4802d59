import type { Message, SentMessage } from "@switchboard/messaging/blooio";
import type { WebhookActions } from "@switchboard/messaging/webhooks";
import { parseMarkdown, type Attachment } from "chat";

import type { MessageParts } from "./message-parts.ts";

type Event<Type extends keyof WebhookActions> = Parameters<NonNullable<WebhookActions[Type]>>[0];

/** The event with which a message came in. */
export type ReceivedMessage = Event<"message.received">;
export type Reaction = Event<"message.reaction">;

/** A message as an event brought it, as a list gives it, or as a send was accepted. */
export type BlooioRawMessage = ReceivedMessage | Message | SentMessage;

type Parts = Omit<MessageParts<BlooioRawMessage>, "author" | "raw"> & {
  readonly isOurs: boolean;
  /** Who wrote it; undefined where only the chat tells. */
  readonly sender?: { readonly id: string | null | undefined; readonly name: string | null | undefined };
};

export function partsOf(raw: BlooioRawMessage): Parts {
  if ("data" in raw) {
    const { attachments, chat_id: conversationId, contact, direction, group, message_id: id, sender } = raw.data;
    return {
      id,
      thread: { conversationId, isGroup: group !== undefined && group !== null },
      ...textOf(raw.data),
      // In a group the contact of the chat need not be who wrote.
      sender: { id: sender, name: contact?.identifier === sender ? contact?.name : undefined },
      isOurs: direction === "outbound",
      at: new Date(raw.created_at),
      attachments: attachments?.map(attachmentFrom),
    };
  }
  // What a send gives lacks the rest.
  const { attachments, chat_id: conversationId = "", created_at: at, direction, id } = raw as Message;
  return {
    id,
    thread: { conversationId, isGroup: "group_id" in raw },
    ...textOf(raw as Message),
    isOurs: direction !== "inbound",
    at: new Date(at ?? Date.now()),
    attachments: attachments?.map(attachmentFrom),
  };
}

/** The vendor marks styles in a text of its own. */
function textOf({
  formatted_text: marked,
  text,
}: Pick<Message, "text"> & { formatted_text?: string | null }): Pick<Parts, "formatted" | "text"> {
  return { text: text ?? "", ...(typeof marked === "string" && { formatted: parseMarkdown(marked) }) };
}

function attachmentFrom({ media_type: mimeType, size, url }: NonNullable<Message["attachments"]>[number]): Attachment {
  const kind = mimeType?.split("/")[0];
  return readable({
    type: kind === "image" || kind === "video" || kind === "audio" ? kind : "file",
    ...(typeof url === "string" && { url, fetchMetadata: { url } }),
    ...(typeof mimeType === "string" && { mimeType }),
    ...(typeof size === "number" && { size }),
  });
}

/** Gives an attachment the means to read its bytes, which do not survive in a queue. */
export function readable(attachment: Attachment): Attachment {
  const { url } = attachment;
  if (url === undefined) return attachment;
  const fetchData = async (): Promise<ArrayBuffer> => {
    const response = await fetch(url);
    if (response.ok) return response.arrayBuffer();
    throw new Error(`The attachment at ${new URL(url).host} cannot be read: ${response.status}`);
  };
  return { ...attachment, fetchData };
}
