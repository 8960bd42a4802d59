import { STATUS_CODES } from "../http/node-http.ts";

/** What Blooio says of a fault that is nobody's in particular: its envelope, and for a bad key the flat form. */
export function failure(status: number, retryAfter: number | undefined): unknown {
  const title = STATUS_CODES[status] ?? `Status ${status}`;
  if (status === 401) return { error: title, message: "The API key is not valid.", status };
  const wait = retryAfter === undefined ? "" : ` Try again in ${retryAfter} seconds.`;
  const code = title.toLowerCase().replaceAll(/[^a-z]+/g, "_");
  return { error: { code: status === 500 ? "internal_error" : code, message: `${title}.${wait}` } };
}
