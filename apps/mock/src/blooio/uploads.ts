import type { OperationRequest, UploadedFile } from "../model/service.ts";
import { badRequest } from "./errors.ts";

/** A picture that was uploaded. */
export interface Picture {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Holds the bytes, so that it can be read again. */
  readonly url: string;
}

const largest = 10 * 1024 * 1024;
const types = ["image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "image/heif"];

/** How files of each type begin, where the sender names none: the first bytes, or those from the fourth on. */
const signatures: readonly (readonly [type: string, begins: RegExp])[] = [
  ["image/jpeg", /^\xFF\xD8\xFF/],
  ["image/png", /^\x89PNG/],
  ["image/gif", /^GIF8/],
  ["image/webp", /^RIFF[\s\S]{4}WEBP/],
  ["image/heic", /^[\s\S]{4}ftyp(heic|heix|hevc)/],
  ["image/heif", /^[\s\S]{4}ftyp(mif1|msf1|heif)/],
];

/** @throws BlooioError when the field of a form is not a picture that the service takes */
export function pictureIn({ body }: OperationRequest, field: string): Picture {
  const file = (body as Readonly<Record<string, string | UploadedFile>>)[field];
  if (file === undefined || typeof file === "string") throw badRequest(`${field} must be a file`);
  const { bytes } = file;
  if (bytes.length === 0) throw badRequest(`${field} is empty`);
  if (bytes.length > largest)
    throw badRequest(`${field} has ${bytes.length} bytes; a picture may have ${largest}`, { field });
  const type = typeOf(file);
  if (!types.includes(type))
    throw badRequest(`${field} is of type ${type || "unknown"}; expected ${types.join(", ")}`, { field });
  return { type, bytes, url: `data:${type};base64,${Buffer.from(bytes).toString("base64")}` };
}

function typeOf({ bytes, type }: UploadedFile): string {
  if (type !== "" && type !== "application/octet-stream") return type.toLowerCase();
  const beginning = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
  return signatures.find(([, begins]) => begins.test(beginning))?.[0] ?? type;
}
