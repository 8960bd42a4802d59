import { invalidContent } from "../errors.ts";
import type { ChannelType, MessageType } from "../records.ts";

/** The content fields that both send bodies share. */
export interface ContentBody {
  readonly text?: string;
  readonly attachments?: readonly string[];
  readonly rich_link?: { readonly url: string; readonly title?: string };
  readonly poll?: Poll;
  readonly interactive?: { readonly kind: string };
  readonly template?: { readonly template_id?: string };
  readonly parts?: readonly { readonly text?: string; readonly url?: string }[];
  readonly reply_to?: string;
  readonly effect?: string;
  readonly link_preview?: { readonly imageUrl?: string; readonly title?: string };
  readonly dry_run?: boolean;
}

interface Poll {
  readonly title: string;
  readonly options: readonly string[];
}

/** What a message contains. */
export interface Content {
  readonly field: ContentField;
  readonly type: MessageType;
  readonly text: string | null;
  readonly poll: Poll | undefined;
  /** The content fields as they were sent. */
  readonly preview: Readonly<Record<string, unknown>>;
  /** Whether a channel type can send it. */
  fits(type: ChannelType): boolean;
  /** Why other channels do not fit. */
  readonly misfit: string;
}

type ContentField = (typeof contentFields)[number];

const contentFields = ["text", "attachments", "rich_link", "poll", "interactive", "template", "parts"] as const;
const refinements = ["reply_to", "effect", "link_preview"] as const;

/** The channel types of the content that not every channel can send. */
const onlyOn: Readonly<Partial<Record<ContentField | "effect", readonly ChannelType[]>>> = {
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
  if (body.effect !== undefined && field !== "text")
    throw invalidContent(`effect goes with plain text only, not with ${field}`);
  const special = body.effect === undefined ? field : "effect";
  const types = onlyOn[special];
  return {
    field,
    type: typeOf(field, body),
    text: textOf(body),
    poll: body.poll,
    preview: Object.fromEntries(
      [...contentFields, ...refinements].flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])),
    ),
    fits: (type) => types === undefined || types.includes(type),
    misfit: `${special} is for ${(types ?? []).join(" and ")} channels`,
  };
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

function textOf({ text, rich_link: link, parts }: ContentBody): string | null {
  const pieces = (parts ?? []).flatMap((part) => (part.text === undefined ? [] : [part.text]));
  return text ?? link?.url ?? (pieces.length > 0 ? pieces.join("\n") : null);
}
