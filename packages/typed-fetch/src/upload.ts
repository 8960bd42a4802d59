import { SwitchboardError } from "./errors.ts";

/** The bytes of a file, wherever they come from; a `File` is a `Blob` too. */
export type FileContent =
  | Blob
  | ArrayBuffer
  | ArrayBufferView<ArrayBuffer>
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>;

/**
 * A file to upload: its content alone, or with the name and the media type that the service is to see. A stream is read whole before
 * anything is sent, so that a request can be repeated.
 *
 * @example
 * const picture: Upload = { content: new Uint8Array([137, 80, 78, 71]), name: "cake.png", type: "image/png" };
 */
export type Upload =
  | FileContent
  | {
      readonly content: FileContent;
      readonly name?: string | undefined;
      /** Default: that of a `Blob`. */
      readonly type?: string | undefined;
    };

/** Whether a body is to be sent as `multipart/form-data`: a field of it is a file, which JSON cannot hold. */
export const holdsFile = (body: unknown): body is Readonly<Record<string, unknown>> =>
  typeof body === "object" && body !== null && !Array.isArray(body) && Object.values(body).some(isUpload);

/** @throws SwitchboardError when a file cannot be read */
export async function formOf(body: Readonly<Record<string, unknown>>): Promise<FormData> {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) {
    if (isUpload(value)) {
      const { content, name: fileName = name, type } = described(value);
      form.append(name, new Blob(await chunksOf(name, content), { type: type ?? "" }), fileName);
    } else if (value !== undefined) {
      form.append(name, typeof value === "string" ? value : JSON.stringify(value));
    }
  }
  return form;
}

/** A file, with what is known of it. */
export interface ReadFile {
  readonly blob: Blob;
  readonly name: string | undefined;
  readonly type: string | undefined;
}

/**
 * A file as a `Blob`. What is one already is not read: it may lie on a disk, and be longer than the memory.
 *
 * @param field what the file is called in messages
 * @throws SwitchboardError when it is not a file, or cannot be read
 */
export async function fileOf(field: string, upload: Upload): Promise<ReadFile> {
  // A caller without types may give anything.
  if (!isUpload(upload)) {
    throw new SwitchboardError(`${field} is of type ${typeof upload}; expected the content of a file`, "invalidInput");
  }
  const { content, name, type } = described(upload);
  const blob = content instanceof Blob ? content : new Blob(await chunksOf(field, content));
  return { blob, name, type };
}

const isUpload = (value: unknown): value is Upload =>
  isContent(value) || (typeof value === "object" && value !== null && "content" in value && isContent(value.content));

/** Recognised by its methods, since `instanceof` fails where a test environment has classes of its own. */
const isContent = (value: unknown): value is FileContent =>
  typeof value === "object" &&
  value !== null &&
  (isBlob(value) ||
    ArrayBuffer.isView(value) ||
    Object.prototype.toString.call(value) === "[object ArrayBuffer]" ||
    isStream(value) ||
    Symbol.asyncIterator in value);

const isBlob = (value: object): value is Blob => "arrayBuffer" in value && typeof value.arrayBuffer === "function";

const isStream = (value: object): value is ReadableStream<Uint8Array> =>
  "getReader" in value && typeof value.getReader === "function";

/** The content of a file, with what it says of itself: a `File` has a name. */
function described(upload: Upload): Exclude<Upload, FileContent> {
  const { content, ...given } = "content" in upload ? upload : { content: upload };
  const { name, type } = content as { readonly name?: unknown; readonly type?: unknown };
  return {
    content,
    ...(typeof name === "string" && { name }),
    ...(typeof type === "string" && { type }),
    ...given,
  };
}

async function chunksOf(field: string, content: FileContent): Promise<BlobPart[]> {
  try {
    if (isBlob(content)) return [await content.arrayBuffer()];
    if (!isStream(content)) return Symbol.asyncIterator in content ? await readAll(content) : [content];
    const chunks: BlobPart[] = [];
    const reader = content.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) chunks.push(part.value as BlobPart);
    return chunks;
  } catch (error) {
    throw new SwitchboardError(`${field} could not be read; nothing was sent`, "invalidInput", { cause: error });
  }
}

async function readAll(content: AsyncIterable<Uint8Array>): Promise<BlobPart[]> {
  const chunks: BlobPart[] = [];
  for await (const chunk of content) chunks.push(chunk as BlobPart);
  return chunks;
}
