import type { Entry, Har, Header } from "har-format";

import type { RecordedRequest } from "../service/admin.ts";
import { bodyText, mediaTypeOf, urlOf } from "./entry-parts.ts";
import { faultWords } from "./fault-words.ts";

/** Requests of the journal as HTTP Archive 1.2, which browsers and tools for HTTP read. */
function harOf(entries: readonly RecordedRequest[]): Har {
  return {
    log: {
      version: "1.2",
      creator: { name: "Switchboard", version: "1" },
      comment: "Requests to the mock. Credentials are not in its journal.",
      entries: entries.toSorted((one, other) => one.id - other.id).map(entryOf),
    },
  };
}

/** What the format has no place for is in the comment. */
function entryOf(entry: RecordedRequest): Entry {
  const { duration, fault, operationId, problems, receivedAt, tenant } = entry;
  const notes = [
    operationId ?? "no operation",
    ...(tenant === undefined ? [] : [`tenant ${tenant}`]),
    ...(fault === undefined ? [] : [`fault: ${faultWords(fault)}`]),
    ...problems,
  ];
  return {
    startedDateTime: receivedAt,
    time: duration,
    request: requestOf(entry),
    response: responseOf(entry),
    cache: {},
    timings: { send: 0, wait: duration, receive: 0 },
    comment: notes.join("; "),
  };
}

function requestOf(entry: RecordedRequest): Entry["request"] {
  const { headers, method } = entry;
  const url = urlOf(entry);
  const text = bodyText(entry.body);
  return {
    method,
    url,
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: headersOf(headers),
    queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
    ...(text !== "" && { postData: { mimeType: mediaTypeOf(headers), text } }),
    headersSize: -1,
    bodySize: bytesOf(text),
  };
}

/** Where no response was sent, the status is 0, as browsers write it. */
function responseOf({ response }: RecordedRequest): Entry["response"] {
  const { headers = {}, status = 0 } = response ?? {};
  const text = bodyText(response?.body);
  return {
    status,
    statusText: "",
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: headersOf(headers),
    content: { size: bytesOf(text), mimeType: mediaTypeOf(headers), ...(text !== "" && { text }) },
    redirectURL: headers["location"] ?? "",
    headersSize: -1,
    bodySize: response === undefined ? -1 : bytesOf(text),
  };
}

const headersOf = (headers: Readonly<Record<string, string>>): Header[] =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

export function downloadHar(entries: readonly RecordedRequest[]): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(harOf(entries), null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "switchboard.har";
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
