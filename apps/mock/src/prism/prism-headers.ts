import type { RequestBody } from "../http/request/body.ts";

/**
 * What Prism sees of the headers. It checks a media type only together with a `Content-Length`, which a streamed body lacks. It
 * knows `Bearer` only with a capital. And it respects `Accept`, which the vendors, like most services, ignore: they send JSON.
 */
export function prismHeaders(headers: Readonly<Record<string, string>>, body: RequestBody): Record<string, string> {
  const seen: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name === "authorization") seen[name] = value.trim().replace(/^bearer(?=\s)/i, "Bearer");
    else if (name !== "accept" && name !== "content-length" && name !== "content-type") seen[name] = value;
  }
  if (body.kind === "json" || body.kind === "form") {
    seen["content-length"] = String(body.bytes);
    seen["content-type"] = "application/json";
  }
  return seen;
}

/** What Prism sees of a form: its fields as JSON, with a text for each file. Its own reading takes all bytes for text. */
export const formForPrism = (form: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, typeof value === "string" ? value : "the bytes of a file"]),
  );
