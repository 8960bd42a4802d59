import type { JsonObject } from "@switchboard/spec-changes";

import { readSample } from "./read-sample.ts";
import { methodWords, type Sample, type VendorDocument } from "./vendor-document.ts";

const requestLine = new RegExp(`^(${methodWords}) (https?://\\S+)(?: HTTP/[\\d.]+)?\\s*$`, "gm");

/** Whether a text shows requests as they are sent. */
export const holdsHttpSamples = (text: string): boolean => text.search(requestLine) !== -1;

/**
 * Reads a guide that shows HTTP requests with JSON bodies, and now and then a response. It proves that an operation, a
 * field or a value exists, and nothing about the others.
 */
export function readHttpSamples(text: string): VendorDocument {
  const plain = text.replaceAll("\r\n", "\n");
  const found = [...plain.matchAll(requestLine)].filter(([, , address = ""]) => URL.canParse(address));
  const samples: Sample[] = [];
  const notes: string[] = [];
  const paths = new Map<string, JsonObject>();
  const statuses = statusesInWords(plain);
  for (const [index, match] of found.entries()) {
    const [line, method = "", address = ""] = match;
    const { pathname: path } = new URL(address);
    const until = plain.slice(match.index + line.length, found[index + 1]?.index);
    const request = readSample(until);
    const label = request && /\bresponse:?[ \t]*$/im.exec(until.slice(request.end));
    const response = request && label && readSample(until, request.end + label.index);
    if (request) samples.push({ method, path, part: "request", value: request.value });
    else if (until.includes("{"))
      notes.push(`${method} ${path}: the body of a sample is not JSON, so it is not compared`);
    if (response) samples.push({ method, path, part: "response", value: response.value });
    const responses = Object.fromEntries(statuses.map((status) => [status, {}]));
    paths.set(path, { ...paths.get(path), [method.toLowerCase()]: { responses } });
  }
  const address = found[0]?.[2];
  const [, header] = /^([A-Za-z][\w-]*): YOUR_[A-Z_]*KEY$/m.exec(plain) ?? [];
  return {
    kind: `guide with ${samples.length} sample bodies`,
    coverage: "partial",
    document: {
      openapi: "3.1.0",
      ...(address !== undefined && { servers: [{ url: new URL(address).origin }] }),
      ...(header !== undefined && {
        components: { securitySchemes: { key: { type: "apiKey", in: "header", name: header } } },
        security: [{ key: [] }],
      }),
      paths: Object.fromEntries(paths),
    },
    samples,
    notes,
  };
}

/** Statuses that the text promises for every call, such as "401 error". */
const statusesInWords = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\b([45]\d\d) error\b/gi)].map(([, status = ""]) => status)),
];
