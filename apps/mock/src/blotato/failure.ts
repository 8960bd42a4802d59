import { STATUS_CODES } from "../http/node-http.ts";

/** What Blotato says of a fault that is nobody's in particular. Its 429 is the only answer with `statusCode`. */
export function failure(status: number, retryAfter: number | undefined): unknown {
  if (status === 429) {
    return { statusCode: 429, message: `Rate limit exceeded, retry in ${Math.ceil(retryAfter ?? 49)} seconds` };
  }
  if (status >= 500) return { code: 9999, message: "An unknown error occurred." };
  return { message: STATUS_CODES[status] ?? `Status ${status}` };
}
