import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";

import { policyOf } from "./page-policy.ts";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};

/**
 * The files of a page by their path. Whatever is not among them is not served, wherever a path may lead.
 *
 * @throws Error when there is no page in the directory
 */
export async function filesIn(directory: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [`/${path.relative(directory, file).split(path.sep).join("/")}`, file] as const;
    });
  const found = new Map(files);
  if (!found.has("/index.html")) {
    throw new Error(`${directory} has no index.html; build the page with "pnpm console:build", or leave out --console`);
  }
  return found;
}

/** Sends a file, or what the build compressed of it where the browser takes that; and neither where the browser has it already. */
export async function sendFile(
  file: string,
  compressed: string | undefined,
  { headers, method }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const own = await stat(file).catch(() => undefined);
  if (own === undefined) {
    sendText(response, 404, "The page has no such file any more", ".txt");
    return;
  }
  const takesGzip = compressed !== undefined && /\bgzip\b/.test(String(headers["accept-encoding"]));
  const small = takesGzip ? await stat(compressed).catch(() => undefined) : undefined;
  // What was compressed of an earlier build says nothing.
  const isSmall = small !== undefined && small.mtimeMs >= own.mtimeMs;
  const { mtimeMs, size } = isSmall ? small : own;
  const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
  const isKept = headers["if-none-match"] === etag;
  response.writeHead(isKept ? 304 : 200, {
    ...headersFor(path.extname(file)),
    ...(isNamedByContent(file) && { "cache-control": "max-age=31536000, immutable" }),
    ...(compressed !== undefined && { vary: "accept-encoding" }),
    ...(isSmall && { "content-encoding": "gzip" }),
    ...(!isKept && { "content-length": size }),
    etag,
  });
  if (isKept || method === "HEAD") {
    response.end();
    return;
  }
  // A file that is built anew while it is read ends the connection, and the browser requests it again.
  createReadStream(isSmall ? (compressed ?? file) : file)
    .on("error", () => response.destroy())
    .pipe(response);
}

/** Sends a page of HTML with a policy that lets it reach the addresses. */
export async function sendPage(
  file: string,
  addresses: Readonly<Record<string, string>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { policy, text } = policyOf(await readFile(file, "utf8").catch(() => ""), Object.values(addresses));
  const etag = `"${createHash("sha256").update(policy).update(text).digest("base64url")}"`;
  response.setHeader("content-security-policy", policy);
  response.setHeader("etag", etag);
  if (request.headers["if-none-match"] === etag) response.writeHead(304).end();
  else sendText(response, 200, text, ".html");
}

export function sendText(response: ServerResponse, status: number, text: string, extension: string): void {
  response.writeHead(status, { ...headersFor(extension), "content-length": Buffer.byteLength(text) });
  // Node sends none to a HEAD.
  response.end(text);
}

/** Whether a bundler has put a hash of what the file holds into its name: another content has another name. */
const isNamedByContent = (file: string): boolean => /-[\w-]{8}\.(css|js)$/.test(file);

const headersFor = (extension: string): Record<string, string> => ({
  "content-type": types[extension] ?? "application/octet-stream",
  // The page may be built anew at any time.
  "cache-control": "no-cache",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
});
