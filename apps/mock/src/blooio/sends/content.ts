import { invalidContent } from "../errors.ts";
import type { Attachment, ChannelType, MessageType, Poll } from "../records.ts";
import { attachmentsOf, checkCarousel, checkVoiceMemo } from "./files.ts";
import { readMarkdown } from "./markdown.ts";

/** The content fields that both send bodies share. */
export interface ContentBody {
  readonly text?: string;
  readonly format?: "plain" | "markdown";
  readonly attachments?: readonly string[];
  readonly app_clip?: { readonly url?: string; readonly bundle_id?: string };
  readonly imessage_app?: { readonly url: string };
  readonly rich_link?: { readonly url: string; readonly title?: string };
  readonly poll?: Poll;
  readonly interactive?: { readonly kind: string };
  readonly template?: { readonly template_id?: string };
  readonly parts?: readonly { readonly text?: string; readonly url?: string }[];
  readonly reply_to?: string;
  readonly effect?: string;
  readonly link_preview?: { readonly imageUrl?: string; readonly title?: string };
  readonly badge?: string;
  readonly carousel?: boolean;
  readonly dry_run?: boolean;
}

/** What a message contains. */
export interface Content {
  readonly field: ContentField;
  readonly type: MessageType;
  /** As the recipient sees it. */
  readonly text: string | null;
  /** The same as Markdown, where it has styles. */
  readonly formatted: string | undefined;
  readonly attachments: readonly Attachment[];
  readonly poll: Poll | undefined;
  /** The content fields as they were sent. */
  readonly preview: Readonly<Record<string, unknown>>;
  /** Whether a channel type can send it. */
  fits(type: ChannelType): boolean;
  /** Why other channels do not fit. */
  readonly misfit: { readonly code: string; readonly reason: string };
}

type ContentField = (typeof contentFields)[number];

const contentFields = [
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
const refinements = ["format", "reply_to", "effect", "link_preview", "badge", "carousel"] as const;
const badged: ReadonlySet<ContentField> = new Set(["text", "attachments", "parts", "rich_link", "app_clip"]);

/** The channel types of the content that not every channel can send. */
const onlyOn: Readonly<Partial<Record<ContentField | "effect" | "format" | "carousel", readonly ChannelType[]>>> = {
  format: ["blooio"],
  carousel: ["blooio"],
  app_clip: ["blooio"],
  imessage_app: ["blooio"],
  rich_link: ["blooio"],
  poll: ["blooio"],
  parts: ["blooio"],
  effect: ["blooio"],
  template: ["whatsapp_business"],
  interactive: ["whatsapp_business", "rcs_business"],
};

/** @throws BlooioError when a body has no content, several kinds of content, or empty content */
export function readContent(body: ContentBody): Content {
  const present = contentFields.filter((field) => body[field] !== undefined);
  const isCaptioned = present.length === 2 && present[0] === "text" && present[1] === "attachments";
  const field = isCaptioned ? "attachments" : present[0];
  if (field === undefined) throw invalidContent(`The body has no content: send one of ${contentFields.join(", ")}.`);
  if (present.length > 1 && !isCaptioned)
    throw invalidContent(`Send one kind of content. This body has ${present.join(" and ")}.`);
  checkWords(body);
  checkFiles(body);
  checkVoiceMemo(body);
  checkCarousel(body);
  if (body.effect !== undefined && field !== "text")
    throw invalidContent(`effect goes with plain text only, not with ${field}`);
  if (body.badge !== undefined && !badged.has(field)) throw invalidContent(`badge does not go with ${field}`);
  const special = specialOf(body) ?? field;
  const types = onlyOn[special];
  const styled = styledText(body);
  return {
    field,
    type: typeOf(field, body),
    text: styled?.text ?? textOf(body),
    formatted: styled?.formatted,
    attachments: attachmentsOf(body),
    poll: body.poll,
    preview: Object.fromEntries(
      [...contentFields, ...refinements].flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])),
    ),
    fits: (type) => types === undefined || types.includes(type),
    misfit: {
      code:
        special === "format" || special === "carousel" ? `${special}_unsupported_for_channel_type` : "invalid_content",
      reason: `${special} is for ${(types ?? []).join(" and ")} channels`,
    },
  };
}

/** The part of a message that not every channel has, besides its content. */
function specialOf({ carousel, effect, format }: ContentBody): "format" | "carousel" | "effect" | undefined {
  if (format === "markdown") return "format";
  if (carousel !== undefined) return "carousel";
  return effect === undefined ? undefined : "effect";
}

/** @throws BlooioError when there is no text to style, or too much of it */
function styledText(body: ContentBody): { readonly text: string; readonly formatted: string | undefined } | undefined {
  if (body.format !== "markdown") return undefined;
  const source = body.text ?? body.parts?.flatMap(({ text }) => text ?? []).join("\n");
  if (source === undefined || source === "") throw invalidContent("format goes with text or with parts that have one");
  const { formatted, isStyled, styles, text } = readMarkdown(source);
  if (source.length > 20_000 || styles > 256)
    throw invalidContent("format: markdown may have 20,000 characters and 256 styled pieces");
  return { text, formatted: isStyled ? formatted : undefined };
}

function checkWords({ text, parts }: ContentBody): void {
  if (text?.trim() === "") throw invalidContent("text must not be empty");
  for (const [index, part] of (parts ?? []).entries()) {
    const isOneThing = (part.text === undefined) !== (part.url === undefined);
    if (!isOneThing || part.text?.trim() === "")
      throw invalidContent(`parts.${index} must have either a text or a url`);
  }
}

function checkFiles({ attachments = [], parts = [] }: ContentBody): void {
  const places = [
    ...attachments.map((url, index) => [`attachments.${index}`, url] as const),
    ...parts.flatMap(({ url }, index) => (url === undefined ? [] : [[`parts.${index}.url`, url] as const])),
  ];
  const wrong = places.find(([, url]) => !/^https:\/\//i.test(url));
  if (wrong !== undefined) throw invalidContent(`${wrong[0]} must be the https address of a public file`);
}

/** The API names three kinds of message only; the others count as what they show. */
function typeOf(field: ContentField, { parts = [] }: ContentBody): MessageType {
  if (field === "poll") return "poll";
  return field === "attachments" || parts.some(({ url }) => url !== undefined) ? "media" : "text";
}

function textOf({ app_clip: clip, imessage_app: app, text, rich_link: link, parts }: ContentBody): string | null {
  const pieces = (parts ?? []).flatMap((part) => (part.text === undefined ? [] : [part.text]));
  return (
    text ?? link?.url ?? clip?.url ?? clip?.bundle_id ?? app?.url ?? (pieces.length > 0 ? pieces.join("\n") : null)
  );
}
