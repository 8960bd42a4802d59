import type {
  InteractiveContent,
  LinkPreview,
  MessagePart,
  PollContent,
  RichLink,
  TemplateContent,
} from "@switchboard/blooio";
import { SwitchboardError } from "@switchboard/typed-fetch";

import { checkText } from "../core/bounds.ts";

/** What can go with any content. */
interface ContentExtras {
  /** Id of the message that this one answers. */
  readonly reply_to?: string;
  /** Name of an iMessage effect; plain text on `blooio` channels only. */
  readonly effect?: string;
  readonly link_preview?: LinkPreview;
  /** A send that sends nothing would pass for one that did: see `dryRun`. */
  readonly dry_run?: never;
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

/**
 * Checks what the spec does not say of content that is sent, or only tried.
 *
 * @throws SwitchboardError for a text without a character
 */
export function checkContent(content: MessageContent): void {
  const { attachments, interactive, parts, poll, rich_link: richLink, template, text } = content;
  // A caller without types may have meant a text, and have none.
  const isForgotten =
    "text" in content && (attachments ?? interactive ?? parts ?? poll ?? richLink ?? template) === undefined;
  // A message without a character is none, although the vendor gives no bounds for its text.
  if (text !== undefined || isForgotten) checkText("text", text as string, { minimum: 1 });
}

/**
 * Checks content that is to be sent. Types keep `dry_run` out of it, but not out of what a caller without them gives.
 *
 * @throws SwitchboardError like {@link checkContent}, and for content that asks for a dry run
 */
export function checkSend(content: MessageContent): void {
  checkContent(content);
  const { dry_run: dryRun } = content as { readonly dry_run?: unknown };
  if (dryRun === undefined || dryRun === false) return;
  throw new SwitchboardError("dry_run stands in a message to send; call dryRun instead");
}
