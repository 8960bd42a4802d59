import type { JSX } from "preact";

import type { RecordedRequest } from "../service/admin.ts";
import { Status } from "../shell/status.tsx";
import { isUnshown, mediaTypeOf } from "./entry-parts.ts";

/** How a request went, wherever it is shown. */
export const EntryStatus = ({ entry }: { readonly entry: RecordedRequest }): JSX.Element => (
  <Status of={entry.response?.status} {...(isBrokenSuccess(entry) && { tone: "bad" })} />
);

/** Whether a success cannot be read: its body breaks off, or says that it is JSON and is not. */
function isBrokenSuccess({ fault, response }: RecordedRequest): boolean {
  if (response === undefined || response.status >= 300) return false;
  const { body, headers } = response;
  const isNoJson = typeof body === "string" && !isUnshown(body) && /\bjson\b/.test(mediaTypeOf(headers));
  return isNoJson || fault?.["reset"] === "body";
}
