import { reasonOf } from "../../model/error-reason.ts";
import type { UploadedFile } from "../../model/service.ts";

/** The body of a request: a JSON value, a form with files, nothing, or the reason why it cannot be read. */
export type RequestBody =
  | { readonly kind: "none" }
  | { readonly kind: "json"; readonly value: unknown; readonly bytes: number }
  | {
      readonly kind: "form";
      readonly value: Readonly<Record<string, string | UploadedFile>>;
      readonly bytes: number;
    }
  | { readonly kind: "unreadable"; readonly reason: string };

/** Above what either vendor accepts. */
export const maximumBodyBytes: number = 16 * 1024 * 1024;

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Reads a body of either kind that the vendors take, whatever a client may send in its place. */
export async function readBody(bytes: Uint8Array, headers: Readonly<Record<string, string>>): Promise<RequestBody> {
  if (bytes.length === 0) return { kind: "none" };
  const unreadable = (reason: string): RequestBody => ({ kind: "unreadable", reason });
  if (bytes.length > maximumBodyBytes) {
    return unreadable(`the body is too large: at most ${maximumBodyBytes} bytes are read`);
  }
  const [mediaType = "", ...parameters] = (headers["content-type"] ?? "")
    .split(";")
    .map((part) => part.trim().toLowerCase());
  if (mediaType === "multipart/form-data") return readForm(bytes, headers["content-type"] ?? "");
  if (mediaType !== "application/json") return unreadable(mustBeSentAs("application/json", mediaType));
  const charset = parameters
    .find((parameter) => parameter.startsWith("charset="))
    ?.slice("charset=".length)
    .replaceAll('"', "");
  if (charset !== undefined && !["utf-8", "utf8", "us-ascii"].includes(charset)) {
    return unreadable(`the body must be encoded as UTF-8, not ${charset}`);
  }
  const encoding = (headers["content-encoding"] ?? "").trim().toLowerCase();
  if (encoding !== "" && encoding !== "identity")
    return unreadable(`the body must be sent uncompressed, not as ${encoding}`);
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return unreadable("the body is not valid UTF-8");
  }
  try {
    return { kind: "json", value: JSON.parse(text), bytes: bytes.length };
  } catch (error) {
    return unreadable(`the body is not valid JSON: ${reasonOf(error)}`);
  }
}

export const mustBeSentAs = (expected: string, mediaType: string): string =>
  `the body must be sent as ${expected}, not ${mediaType === "" ? "without a Content-Type" : `as ${mediaType}`}`;

async function readForm(bytes: Uint8Array, contentType: string): Promise<RequestBody> {
  try {
    const form = await new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: { "content-type": contentType },
    }).formData();
    const fields = [...form].map(async ([name, value]): Promise<[string, string | UploadedFile]> => {
      if (typeof value === "string") return [name, value];
      return [name, { name: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) }];
    });
    return { kind: "form", value: Object.fromEntries(await Promise.all(fields)), bytes: bytes.length };
  } catch (error) {
    return { kind: "unreadable", reason: `the body is not a form of multipart/form-data: ${reasonOf(error)}` };
  }
}
