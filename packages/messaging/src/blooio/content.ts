import type {
  AppClip,
  IMessageApp,
  InteractiveContent,
  LinkPreview,
  MessageBadge,
  MessagePart,
  PollContent,
  RichLink,
  TemplateContent,
  TextFormat,
} from "@switchboard/blooio";
import { SwitchboardError } from "@switchboard/typed-fetch";

import { checkText } from "../core/bounds.ts";

/** What can go with any content. */
interface ContentExtras {
  /** Id of the message to reply to. */
  readonly reply_to?: string | undefined;
  /** Name of an iMessage effect; plain text on `blooio` channels only. */
  readonly effect?: string | undefined;
  readonly link_preview?: LinkPreview | undefined;
  /** A small line below the bubble; `blooio` channels only. */
  readonly badge?: MessageBadge | undefined;
  /** Use `dryRun`: otherwise a send that sent nothing would look like one that did. */
  readonly dry_run?: undefined;
}

const contents = [
  "text",
  "attachments",
  "rich_link",
  "app_clip",
  "imessage_app",
  "poll",
  "interactive",
  "template",
  "parts",
] as const;

type Kind = (typeof contents)[number];

/** The other kinds of content, which a message must not have. */
type Only<Own extends Kind> = { readonly [Other in Exclude<Kind, Own>]?: undefined };

interface Formatted {
  /** How the text is read; Markdown on `blooio` channels only. Default: plain. */
  readonly format?: TextFormat | undefined;
}
interface Files {
  /** False sends several pictures or videos one by one. */
  readonly carousel?: boolean | undefined;
}

/** A text, or a caption of attachments. */
export interface TextMessage extends ContentExtras, Formatted, Files, Only<"text" | "attachments"> {
  readonly text: string;
  readonly attachments?: readonly string[] | undefined;
}

/** Files. */
export interface AttachmentsMessage extends ContentExtras, Files, Only<"attachments"> {
  readonly attachments: readonly string[];
}

/** A link that shows as a bubble to tap. */
export interface RichLinkMessage extends ContentExtras, Only<"rich_link"> {
  readonly rich_link: RichLink;
}

/** A card that opens an App Clip. */
export interface AppClipMessage extends ContentExtras, Only<"app_clip"> {
  readonly app_clip: AppClip;
}

/** A bubble of an iMessage app of one's own. */
export interface IMessageAppMessage extends ContentExtras, Only<"imessage_app"> {
  readonly imessage_app: IMessageApp;
}

/** A question with options to choose from. */
export interface PollMessage extends ContentExtras, Only<"poll"> {
  readonly poll: PollContent;
}

/** Something to tap. */
export interface InteractiveMessage extends ContentExtras, Only<"interactive"> {
  readonly interactive: InteractiveContent;
}

/** A template of WhatsApp Business. */
export interface TemplateMessage extends ContentExtras, Only<"template"> {
  readonly template: TemplateContent;
}

/** Several texts and files that make up one message. */
export interface PartsMessage extends ContentExtras, Formatted, Files, Only<"parts"> {
  readonly parts: readonly MessagePart[];
}

/** What a message says: one kind of content, or a text with attachments. */
export type MessageContent =
  | TextMessage
  | AttachmentsMessage
  | RichLinkMessage
  | AppClipMessage
  | IMessageAppMessage
  | PollMessage
  | InteractiveMessage
  | TemplateMessage
  | PartsMessage;

/**
 * Checks what the spec does not say about content, of a send or a dry run.
 *
 * @returns the content
 * @throws SwitchboardError for a text without a character
 */
export function checkedContent<Content extends MessageContent>(content: Content): Content {
  const { text } = content;
  // A caller without types may pass a text that is undefined.
  const isForgotten = "text" in content && contents.every((field) => content[field] === undefined);
  // An empty message makes no sense, although the vendor gives no bounds for its text.
  if (text !== undefined || isForgotten) checkText("text", text as string, { minimum: 1 });
  return content;
}

/**
 * Checks content that is to be sent. A caller without types may still give it a `dry_run`.
 *
 * @returns the content
 * @throws SwitchboardError like {@link checkedContent}, and for content that wants a dry run
 */
export function checkedSend<Content extends MessageContent>(content: Content): Content {
  const { dry_run: dryRun } = content as { readonly dry_run?: unknown };
  if (dryRun === undefined || dryRun === false) return checkedContent(content);
  throw new SwitchboardError("dry_run stands in a message to send; call dryRun instead", "invalidInput");
}
