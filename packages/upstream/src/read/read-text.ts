import { open } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { DocumentError, reasonOf } from "@switchboard/spec-changes";

/** Limits on what is read; tests make them small. */
export interface ReadLimits {
  readonly largestBytes: number;
  /** For one attempt, from the connection to the last byte. */
  readonly timeoutMs: number;
  readonly attempts: number;
  readonly pauseMs: number;
}

export const usualLimits: ReadLimits = { largestBytes: 5_000_000, timeoutMs: 20_000, attempts: 3, pauseMs: 1_000 };

const mostRedirects = 5;

/**
 * Reads a document as text, from an http or https address or from a file.
 *
 * @throws DocumentError in one line: what could not be read, and why
 */
export async function readSourceText(location: string, limits: ReadLimits = usualLimits): Promise<string> {
  const bytes = isAddress(location)
    ? await fetchPatiently(new URL(location), limits)
    : await readFile(location, limits);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new DocumentError(`${location}: expected a text in UTF-8`);
  }
}

/** Whether a location is an address. One with another scheme than http or https is rejected. */
export function isAddress(location: string): boolean {
  const [, scheme] = /^([a-z][a-z0-9+.-]+):/i.exec(location) ?? [];
  if (scheme === undefined) return false;
  if (!/^https?$/i.test(scheme) || !URL.canParse(location)) {
    throw new DocumentError(`${location}: expected a file, or an address that begins with http:// or https://`);
  }
  const { password, username } = new URL(location);
  if (username !== "" || password !== "") {
    throw new DocumentError(`${new URL(location).host}: an address must not hold a user or a password`);
  }
  return true;
}

async function readFile(file: string, limits: ReadLimits): Promise<Uint8Array> {
  try {
    await using handle = await open(file, "r");
    const { size } = await handle.stat();
    if (size > limits.largestBytes) throw tooLarge(file, limits);
    return await handle.readFile();
  } catch (error) {
    throw error instanceof DocumentError ? error : new DocumentError(`${file}: ${reasonOf(error)}`, { cause: error });
  }
}

const tooLarge = (location: string, { largestBytes }: ReadLimits): DocumentError =>
  new DocumentError(`${location}: larger than ${largestBytes} bytes`);

/** A failure that another attempt may not meet. */
class PassingError extends Error {}

async function fetchPatiently(address: URL, limits: ReadLimits): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetchOnce(address, limits);
    } catch (error) {
      if (error instanceof DocumentError) throw error;
      if (attempt >= limits.attempts) {
        throw new DocumentError(`${address.href}: ${inWords(error, limits)} (${attempt} attempts)`, { cause: error });
      }
      await wait(limits.pauseMs * attempt);
    }
  }
}

function inWords(error: unknown, { timeoutMs }: ReadLimits): string {
  if (error instanceof Error && error.name === "TimeoutError") return `no complete response within ${timeoutMs} ms`;
  // The reason of a failed fetch is one level down.
  return reasonOf(error instanceof TypeError && error.cause !== undefined ? error.cause : error);
}

async function fetchOnce(address: URL, limits: ReadLimits): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  let current = address;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const response = await fetch(current, {
      headers: { accept: "application/json, text/markdown, text/plain, */*;q=0.5" },
      redirect: "manual",
      signal,
    });
    const target = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || target === null) return readBody(address, response, limits);
    await response.body?.cancel();
    const next = URL.canParse(target, current) ? new URL(target, current) : undefined;
    if (next?.origin !== address.origin) {
      throw new DocumentError(
        `${address.href}: redirects to another origin, ${next?.origin ?? target}, which is not followed`,
      );
    }
    current = next;
  }
  throw new DocumentError(`${address.href}: redirects more than ${mostRedirects} times`);
}

async function readBody(address: URL, response: Response, limits: ReadLimits): Promise<Uint8Array> {
  if (!response.ok) {
    await response.body?.cancel();
    const problem = `responds with ${response.status}`;
    throw response.status >= 500 || response.status === 429
      ? new PassingError(problem)
      : new DocumentError(`${address.href}: ${problem}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > limits.largestBytes) throw tooLarge(address.href, limits);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
