import { invalidContent, unprocessable } from "../errors.ts";
import type { Attachment } from "../records.ts";
import type { ContentBody } from "./content.ts";

const images = ["jpg", "jpeg", "png", "gif", "heic", "heif", "webp", "bmp", "tiff", "avif"];
const videos = ["mov", "mp4", "m4v", "qt", "3gp", "avi", "mkv", "webm"];
const audios = ["mp3", "m4a", "wav", "aac", "opus", "ogg"];

const kinds: ReadonlyMap<string, string> = new Map([
  ...images.map((name) => [name, `image/${name === "jpg" ? "jpeg" : name}`] as const),
  ...videos.map((name) => [name, `video/${name}`] as const),
  ...audios.map((name) => [name, `audio/${name}`] as const),
]);

/** The files of a message, as it shows them once they are sent. */
export const attachmentsOf = (body: ContentBody): readonly Attachment[] => urlsOf(body).map((url) => fileOf({ url }));

/** A file by its address, which says its media type where nothing else does. */
export const fileOf = ({
  caption = null,
  mediaType,
  url,
}: {
  readonly url: string;
  readonly mediaType?: string;
  readonly caption?: string | null;
}): Attachment => ({
  url,
  media_type: mediaType ?? typeOfData(url) ?? kinds.get(extensionOf(url)) ?? null,
  size: null,
  caption,
});

const typeOfData = (url: string): string | undefined => /^data:([^;,]+)/.exec(url)?.[1];

const urlsOf = ({ attachments, parts = [] }: ContentBody): readonly string[] =>
  attachments ?? parts.flatMap(({ url }) => url ?? []);

const extensionOf = (url: string): string => /\.([a-z0-9]+)$/i.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? "";

/** @throws BlooioError for a voice memo with a caption or another file */
export function checkVoiceMemo({ attachments = [], text }: ContentBody): void {
  const isAudio = attachments.some((url) => audios.includes(extensionOf(url)));
  if (isAudio && (text !== undefined || attachments.length > 1))
    throw invalidContent("an audio file is sent as a voice memo, which stands alone: send text and other files apart");
}

/** @throws BlooioError for a carousel of something else than two or more pictures and videos */
export function checkCarousel(body: ContentBody): void {
  if (body.carousel !== true) return;
  const extensions = urlsOf(body).map(extensionOf);
  const isVisual = (name: string): boolean => name === "" || images.includes(name) || videos.includes(name);
  const hasText = body.parts?.some(({ text }) => text !== undefined) === true;
  if (extensions.length < 2 || !extensions.every(isVisual) || hasText)
    throw unprocessable("invalid_carousel", "carousel wants two or more pictures or videos, and nothing else");
}
