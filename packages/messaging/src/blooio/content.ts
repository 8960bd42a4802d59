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
  readonly reply_to?: string | undefined;
  /** Name of an iMessage effect; plain text on `blooio` channels only. */
  readonly effect?: string | undefined;
  readonly link_preview?: LinkPreview | undefined;
  /** A send that sends nothing would pass for one that did: see `dryRun`. */
  readonly dry_run?: undefined;
}

/** None of the kinds of content but those named. */
type Only<Kind extends ContentKind> = { readonly [Other in Exclude<ContentKind, Kind>]?: undefined };

type ContentKind = "text" | "attachments" | "rich_link" | "poll" | "interactive" | "template" | "parts";

/** What a message says: one kind of content, or a text with attachments. */
export type MessageContent = ContentExtras &
  (
    | ({ readonly text: string; readonly attachments?: readonly string[] | undefined } & Only<"text" | "attachments">)
    | ({ readonly attachments: readonly string[] } & Only<"attachments">)
    | ({ readonly rich_link: RichLink } & Only<"rich_link">)
    | ({ readonly poll: PollContent } & Only<"poll">)
    | ({ readonly interactive: InteractiveContent } & Only<"interactive">)
    | ({ readonly template: TemplateContent } & Only<"template">)
    | ({ readonly parts: readonly MessagePart[] } & Only<"parts">)
  );

/**
 * Checks what the spec does not say of content that is sent, or only tried.
 *
 * @returns the content
 * @throws SwitchboardError for a text without a character
 */
export function checkedContent<Content extends MessageContent>(content: Content): Content {
  const { attachments, interactive, parts, poll, rich_link: richLink, template, text } = content;
  // A caller without types may have meant a text, and have none.
  const isForgotten =
    "text" in content && (attachments ?? interactive ?? parts ?? poll ?? richLink ?? template) === undefined;
  // A message without a character is none, although the vendor gives no bounds for its text.
  if (text !== undefined || isForgotten) checkText("text", text as string, { minimum: 1 });
  return content;
}

/**
 * Checks content that is to be sent. Types keep `dry_run` out of it, but not out of what a caller without them gives.
 *
 * @returns the content
 * @throws SwitchboardError like {@link checkedContent}, and for content that wants a dry run
 */
export function checkedSend<Content extends MessageContent>(content: Content): Content {
  const { dry_run: dryRun } = content as { readonly dry_run?: unknown };
  if (dryRun === undefined || dryRun === false) return checkedContent(content);
  throw new SwitchboardError("dry_run stands in a message to send; call dryRun instead", "invalidInput");
}
