import type { ApiErrorKind } from "./errors.ts";

const kinds: Readonly<Record<number, ApiErrorKind>> = {
  400: "validation",
  401: "auth",
  403: "auth",
  404: "notFound",
  409: "conflict",
  422: "validation",
  429: "rateLimit",
};

/** What an error status means for the caller. */
export const kindOf = (status: number): ApiErrorKind => kinds[status] ?? (status >= 500 ? "server" : "client");

/** Says what an undocumented response is: most come from a proxy in between. */
export function describeResponse(body: unknown, { headers, type }: Response, baseUrl: string): string {
  const location = headers.get("location");
  // A browser hides where a redirect leads.
  if (location !== null || type === "opaqueredirect") {
    const place = location ?? "http://";
    const target = URL.canParse(place, baseUrl) ? new URL(place, baseUrl).origin : "another place";
    return `a redirect to ${target}, which is not followed`;
  }
  const text = typeof body === "string" ? body : JSON.stringify(body);
  // Of a page, its words.
  const words = text
    .slice(0, 2_000)
    .replaceAll(/(?:<[^>]*>|\s)+/g, " ")
    .trim();
  return words.length > 200 ? `${words.slice(0, 200)}…` : words || "an empty body";
}
