import type { Redact } from "../redact.ts";

/** An error of any runtime or realm. Nothing about it is certain. */
interface Thrown {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
  readonly syscall?: unknown;
  readonly address?: unknown;
  readonly port?: unknown;
  readonly hostname?: unknown;
  readonly host?: unknown;
  readonly path?: unknown;
  readonly stack?: unknown;
}

/** No error that a runtime throws is nested deeper; one that leads back to itself is. */
const deepest = 8;

/** What failed in the end, where the outer error of `fetch` does not say: one connection, or one to each address of a name. */
function originsOf(error: unknown, depth: number = 0): readonly unknown[] {
  const { cause, errors }: Thrown = isObject(error) && depth < deepest ? error : {};
  // Without errors, nothing is known.
  if (Array.isArray(errors)) return errors.length > 0 ? errors.flatMap((each) => originsOf(each, depth + 1)) : [{}];
  return isObject(cause) ? originsOf(cause, depth + 1) : [error];
}

/**
 * Whether the request cannot have reached its service, because no connection to that was made. What is not known to mean this
 * counts as a connection that broke later, when the request may have arrived: it must not lead to a second message.
 *
 * @param isCustomFetch whether the caller's own `fetch` threw: that may make requests beside ours, whose failures say nothing of it
 */
export function wasUnreached(error: unknown, url: string, isCustomFetch: boolean): boolean {
  return originsOf(error).every((each) => isObject(each) && isUnreached(each, new URL(url), isCustomFetch));
}

/**
 * The calls of Node before a connection stands, after which the same codes can mean a lost response; and codes of Node, undici and
 * Bun.
 */
const connecting =
  /^(connect|getaddrinfo|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$/;

/** Why a certificate is not trusted, and what only a handshake can end with: of Node, OpenSSL and Bun. Nothing is sent before. */
const untrusted =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|HOSTNAME_MISMATCH|ERR_TLS_CERT_ALTNAME|ERR_SSL_.*_ALERT_(HANDSHAKE_FAILURE|PROTOCOL_VERSION)$)/;

function isUnreached(thrown: Thrown, url: URL, isCustomFetch: boolean): boolean {
  const { code, host, hostname, message, path, port, syscall } = thrown;
  const words = textOf(message);
  const isOwnName = (name: unknown): boolean => textOf(name).toLowerCase() === url.hostname.replaceAll(/[[\]]/g, "");
  // Node's `fetch` does not even try certain ports.
  if (words === "bad port") return !isCustomFetch;
  // Bun and sometimes Node say whose certificate it is; the global `fetch` makes one connection.
  if (untrusted.test(textOf(code))) return path === url.href || isOwnName(host) || !isCustomFetch;
  // Node's words for a connection that breaks during its handshake, and Bun's.
  if (/before secure TLS connection/.test(words)) return isOwnName(host) && String(port) === portOf(url);
  // Deno gives no code.
  const isConnecting =
    [syscall, code].some((each) => connecting.test(textOf(each))) ||
    /tcp connect error|dns error|\(Connect\)|TLS handshake failed/.test(words);
  // It has to be the request's own address, and not that of a request beside it. Node gives the name, or what it resolved to,
  if (!isConnecting || typeof hostname === "string") return isConnecting && isOwnName(hostname);
  const attempted = addressesIn(thrown, words);
  // and Bun and Deno the whole of it, which words about another may quote.
  if (attempted === undefined) return path === url.href || words.includes(`(${url.href})`);
  return attempted.every((each) => isOwnAddress(each, url, isCustomFetch));
}

/** The addresses and ports of failed connections: Node names one, undici a list. */
function addressesIn({ address, port }: Thrown, words: string): readonly string[] | undefined {
  if (typeof address === "string") return [`${address}:${port as string}`];
  return /attempted address(?:es)?: (.*), timeout/.exec(words)?.[1]?.split(", ");
}

function isOwnAddress(attempted: string, url: URL, isCustomFetch: boolean): boolean {
  const colon = attempted.lastIndexOf(":");
  const to = attempted.slice(0, colon);
  const host = url.hostname.replaceAll(/[[\]]/g, "");
  if (attempted.slice(colon + 1) !== portOf(url)) return false;
  if (to === host) return true;
  if (host === "localhost") return /^(::1$|127\.)/.test(to);
  // Only the runtime knows what a name resolves to: another service at the same port looks the same.
  return /^[^:]*[^\d.:][^:]*$/.test(host) && !isCustomFetch;
}

const portOf = ({ port, protocol }: URL): string => port || (protocol === "https:" ? "443" : "80");

/** Whether undici's `fetch` rejected its dispatcher, before any connection: one of another version of undici. */
export const isUnusable = (error: unknown): boolean =>
  originsOf(error).every((each) => isObject(each) && each.code === "UND_ERR_INVALID_ARG");

/** A copy of what was thrown, without secrets. */
export function copyWithoutSecrets(thrown: unknown, redact: Redact, depth: number = 0): unknown {
  if (!isObject(thrown) || depth >= deepest) return redact(isObject(thrown) ? "…" : thrown);
  const { cause, code, message, name, stack } = thrown;
  const copy = new Error(redact(textOf(message)));
  if (cause !== undefined) copy.cause = copyWithoutSecrets(cause, redact, depth + 1);
  const shown = Object.entries({ name, code, stack }).filter(([, value]) => typeof value === "string");
  for (const [field, value] of shown) Object.defineProperty(copy, field, { value: redact(value), configurable: true });
  return copy;
}

/** The reason of a failed connection, for a person, and the system's code. The outer error of `fetch` says neither. */
export function describeConnection(error: unknown): { readonly reason: string; readonly code: string | undefined } {
  const all = [...new Set([error, ...originsOf(error)])];
  const codes = all.map((each) => (isObject(each) ? textOf(each.code) : ""));
  const reasons = all.map((each, index) =>
    isObject(each) ? textOf(each.message) || codes[index] || textOf(each.name) : String(each),
  );
  return { reason: reasons.filter(Boolean).join(": ") || "no reason given", code: codes.findLast(Boolean) };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const isObject = (value: unknown): value is Thrown => typeof value === "object" && value !== null;
