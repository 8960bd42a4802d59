import type {
  InteractiveContent,
  LinkPreview,
  MessagePart,
  PollContent,
  RichLink,
  TemplateContent,
} from "@switchboard/blooio";

import { checkBounds } from "../bounds.ts";

/** What can go with any content. */
interface ContentExtras {
  /** Id of the message that this one answers. */
  readonly reply_to?: string;
  /** Name of an iMessage effect; plain text on `blooio` channels only. */
  readonly effect?: string;
  readonly link_preview?: LinkPreview;
}

/** None of the kinds of content but those named. */
type Only<Kind extends ContentKind> = { readonly [Other in Exclude<ContentKind, Kind>]?: never };

type ContentKind = "text" | "attachments" | "rich_link" | "poll" | "interactive" | "template" | "parts";

/** What a message says: one kind of content, or a text with attachments. */
export type MessageContent = ContentExtras &
  (
    | ({ readonly text: string; readonly attachments?: string[] } & Only<"text" | "attachments">)
    | ({ readonly attachments: string[] } & Only<"attachments">)
    | ({ readonly rich_link: RichLink } & Only<"rich_link">)
    | ({ readonly poll: PollContent } & Only<"poll">)
    | ({ readonly interactive: InteractiveContent } & Only<"interactive">)
    | ({ readonly template: TemplateContent } & Only<"template">)
    | ({ readonly parts: MessagePart[] } & Only<"parts">)
  );

/** The documented bounds of a message's parts, by field. */
export const contentBounds = {
  attachments: { minimum: 1 },
  parts: { minimum: 1 },
  "poll.title": { minimum: 1 },
  "poll.options": { minimum: 2 },
} as const;

/**
 * Checks content before it is sent.
 *
 * @throws SwitchboardError naming the field, the limit and the actual length
 */
export function checkContent({ attachments, parts, poll, text }: MessageContent): void {
  // A message without a character is none, although the vendor gives no bounds for its text.
  if (text !== undefined) checkBounds("text", text, { minimum: 1 });
  if (attachments !== undefined) checkBounds("attachments", attachments, contentBounds.attachments);
  if (parts !== undefined) checkBounds("parts", parts, contentBounds.parts);
  if (poll === undefined) return;
  checkBounds("poll.title", poll.title, contentBounds["poll.title"]);
  checkBounds("poll.options", poll.options, contentBounds["poll.options"]);
}
