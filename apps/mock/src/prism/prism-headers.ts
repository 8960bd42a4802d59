import type { RequestBody } from "../http/request-body.ts";

/**
 * What Prism sees of the headers. It checks a media type only beside a `Content-Length`, which a streamed body lacks. It knows
 * `Bearer` by its capital only. And it heeds `Accept`, by which the vendors, like most services, answer JSON all the same.
 */
export function prismHeaders(headers: Readonly<Record<string, string>>, body: RequestBody): Record<string, string> {
  const seen: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name === "authorization") seen[name] = value.trim().replace(/^bearer(?=\s)/i, "Bearer");
    else if (name !== "accept" && name !== "content-length" && name !== "content-type") seen[name] = value;
  }
  if (body.kind === "json") {
    seen["content-length"] = String(body.bytes);
    seen["content-type"] = "application/json";
  }
  return seen;
}
