import type { RequestBody } from "./request-body.ts";

/**
 * What Prism sees of the headers. It checks a media type only beside a `Content-Length`, which a streamed body lacks. It knows
 * `Bearer` by its capital only. And it heeds `Accept`, by which the vendors, like most services, answer JSON all the same.
 */
export function prismHeaders(headers: Readonly<Record<string, string>>, body: RequestBody): Record<string, string> {
  const { accept: _accept, authorization, "content-length": _length, "content-type": _type, ...others } = headers;
  return {
    ...others,
    ...(authorization !== undefined && { authorization: authorization.trim().replace(/^bearer(?=\s)/i, "Bearer") }),
    ...(body.kind === "json" && { "content-length": String(body.bytes), "content-type": "application/json" }),
  };
}
