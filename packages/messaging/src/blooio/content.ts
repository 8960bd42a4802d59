import type {
  InteractiveContent,
  LinkPreview,
  MessagePart,
  PollContent,
  RichLink,
  TemplateContent,
} from "@switchboard/blooio";

import { checkList, checkText } from "../bounds.ts";
import { SwitchboardError } from "../errors.ts";

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

/** The documented bounds of a message's parts, by field. */
const contentBounds = {
  attachments: { minimum: 1 },
  parts: { minimum: 1 },
  "poll.title": { minimum: 1 },
  "poll.options": { minimum: 2 },
  "poll.option": { minimum: 1 },
} as const;

/**
 * Checks content before it is sent, or only tried.
 *
 * @throws SwitchboardError naming the field, the limit and the actual length
 */
export function checkContent(content: MessageContent): void {
  const { attachments, interactive, parts, poll, rich_link: richLink, template, text } = content;
  // A caller without types may have meant a text, and have none.
  const isForgotten =
    "text" in content && (attachments ?? interactive ?? parts ?? poll ?? richLink ?? template) === undefined;
  // A message without a character is none, although the vendor gives no bounds for its text.
  if (text !== undefined || isForgotten) checkText("text", text as string, { minimum: 1 });
  if (attachments !== undefined) checkList("attachments", attachments, contentBounds.attachments);
  if (parts !== undefined) checkList("parts", parts, contentBounds.parts);
  if (poll !== undefined) checkPoll(poll);
}

function checkPoll({ title, options }: PollContent): void {
  checkText("poll.title", title, contentBounds["poll.title"]);
  checkList("poll.options", options, contentBounds["poll.options"]);
  for (const [index, option] of options.entries()) {
    checkText(`poll.options[${index}]`, option, contentBounds["poll.option"]);
  }
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
