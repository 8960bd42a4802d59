/**
 * How runtimes say that no connection was made. Whatever is not listed counts as a connection that broke later, when the
 * request may have arrived: an unknown failure must not lead to a second message.
 */
const unreachedCodes: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  // undici
  "UND_ERR_CONNECT_TIMEOUT",
  // Bun
  "ConnectionRefused",
  "FailedToOpenSocket",
]);

/** The system calls before a connection stands; after them the same codes can mean a lost answer. */
const connectingCalls: ReadonlySet<unknown> = new Set(["connect", "getaddrinfo"]);

/** Deno gives no code, only these words. */
const denoConnecting = /tcp connect error|dns error|\(Connect\)/;

/** No error that a runtime throws is nested like this; one that leads back to itself is. */
const deepest = 8;

/** Where a request was to go, and by whom. */
export interface Destination {
  readonly url: string;
  /** Whether it was sent by a `fetch` of the caller's: that may make requests of its own, whose failures say nothing of ours. */
  readonly isCustomFetch: boolean;
}

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
  readonly path?: unknown;
}

/** Whether the request cannot have reached its service, because no connection to that was made. */
export function wasUnreached(error: unknown, destination: Destination, depth: number = 0): boolean {
  if (!isObject(error) || depth > deepest) return false;
  const { cause, code, errors, message, syscall } = error;
  const words = typeof message === "string" ? message : "";
  if (Array.isArray(errors)) {
    return errors.length > 0 && errors.every((each) => wasUnreached(each, destination, depth + 1));
  }
  // Node's `fetch` does not even try certain ports.
  if (words === "bad port") return !destination.isCustomFetch;
  const isUnreached = unreachedCodes.has(code) || connectingCalls.has(syscall) || denoConnecting.test(words);
  return isUnreached ? names(error, words, destination) : wasUnreached(cause, destination, depth + 1);
}

/** Whether a failed connection was to the request's own address, and not to that of a request beside it. */
function names({ address, hostname, path, port }: Thrown, words: string, destination: Destination): boolean {
  const url = new URL(destination.url);
  if (typeof hostname === "string") return hostname.toLowerCase() === url.hostname;
  if (typeof address === "string") return isAddressOf(url, address, String(port), destination);
  const attempted = /attempted address(?:es)?: (.*), timeout/.exec(words)?.[1];
  if (attempted !== undefined) {
    return attempted.split(", ").every((each) => {
      const colon = each.lastIndexOf(":");
      return isAddressOf(url, each.slice(0, colon), each.slice(colon + 1), destination);
    });
  }
  // Bun and Deno say the address of the request.
  return path === url.href || words.includes(`(${url.href})`);
}

function isAddressOf(url: URL, address: string, port: string, { isCustomFetch }: Destination): boolean {
  const standardPort = url.protocol === "https:" ? "443" : "80";
  if ((port || standardPort) !== (url.port || standardPort)) return false;
  const host = url.hostname.replaceAll(/[[\]]/g, "");
  if (address === host) return true;
  if (host === "localhost") return address === "::1" || address.startsWith("127.");
  const isName = !host.includes(":") && !/^[\d.]+$/.test(host);
  // What a name resolves to, only the runtime knows: another service behind the same port looks the same.
  return isName && !isCustomFetch;
}

/** The reason of a failed connection, for a person, and the system's code. The outer error of `fetch` says neither. */
export function describeConnection(
  error: unknown,
  depth: number = 0,
): { readonly reason: string; readonly code: string | undefined } {
  if (!isObject(error) || typeof error.message !== "string") return { reason: describeThrown(error), code: undefined };
  const { cause } = error;
  const goesOn = isObject(cause) && cause !== error && depth < deepest;
  const inner = goesOn ? describeConnection(cause, depth + 1) : undefined;
  const named = typeof error.code === "string" ? error.code : undefined;
  const own = error.message || (named ?? describeThrown(error.name));
  return {
    reason: inner === undefined ? own : `${own} (${inner.reason})`,
    code: inner?.code ?? named,
  };
}

const isObject = (value: unknown): value is Thrown => typeof value === "object" && value !== null;

function describeThrown(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "something was thrown that has no words";
  }
}
