import { reasonOf } from "../model/error-reason.ts";

/** The body of a request: a JSON value, nothing, or the reason why it cannot be read. */
export type RequestBody =
  | { readonly kind: "none" }
  | { readonly kind: "json"; readonly value: unknown; readonly bytes: number }
  | { readonly kind: "unreadable"; readonly reason: string };

/** Above what either vendor accepts in a JSON body; media is sent by URL. */
export const maximumBodyBytes: number = 16 * 1024 * 1024;

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Reads a JSON body, whatever a client may send in its place. Both vendors accept JSON only. */
export function readBody(bytes: Uint8Array, headers: Readonly<Record<string, string>>): RequestBody {
  if (bytes.length === 0) return { kind: "none" };
  const unreadable = (reason: string): RequestBody => ({ kind: "unreadable", reason });
  if (bytes.length > maximumBodyBytes) {
    return unreadable(`the body is too large: at most ${maximumBodyBytes} bytes are read`);
  }
  const [mediaType = "", ...parameters] = (headers["content-type"] ?? "")
    .split(";")
    .map((part) => part.trim().toLowerCase());
  if (mediaType !== "application/json") {
    return unreadable(
      `the body must be sent as application/json, not ${mediaType === "" ? "without a Content-Type" : `as ${mediaType}`}`,
    );
  }
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
