/** No error that a runtime throws is nested like this; one that leads back to itself is. */
const deepest = 8;

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

/**
 * Whether the request cannot have reached its service, because no connection to that was made. What is not known to mean this
 * counts as a connection that broke later, when the request may have arrived: it must not lead to a second message.
 *
 * @param isCustomFetch whether the caller's own `fetch` threw: that may make requests beside ours, whose failures say nothing of it
 */
export function wasUnreached(error: unknown, url: string, isCustomFetch: boolean, depth: number = 0): boolean {
  if (!isObject(error) || depth > deepest) return false;
  const { cause, code, errors, message, syscall } = error;
  const goesDeeper = (inner: unknown): boolean => wasUnreached(inner, url, isCustomFetch, depth + 1);
  if (Array.isArray(errors)) return errors.length > 0 && errors.every(goesDeeper);
  // Node's `fetch` does not even try certain ports.
  if (message === "bad port") return !isCustomFetch;
  const isUnreached =
    // Node's calls before a connection stands, after which the same codes can mean a lost answer; its codes, undici's and Bun's;
    /^(connect|getaddrinfo)$/.test(textOf(syscall)) ||
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$/.test(
      textOf(code),
    ) ||
    // and Deno, which gives no code.
    /tcp connect error|dns error|\(Connect\)/.test(textOf(message));
  return isUnreached ? isAbout(error, new URL(url), isCustomFetch) : goesDeeper(cause);
}

/** Whether a failed connection was to the request's own address, and not to that of a request beside it. */
function isAbout({ address, hostname, message, path, port }: Thrown, url: URL, isCustomFetch: boolean): boolean {
  const words = textOf(message);
  if (typeof hostname === "string") return hostname.toLowerCase() === url.hostname;
  // Node gives one address, undici a list of them.
  const attempted =
    typeof address === "string"
      ? `${address}:${typeof port === "number" ? port : ""}`
      : /attempted address(?:es)?: (.*), timeout/.exec(words)?.[1];
  // Bun and Deno say the address of the request.
  if (attempted === undefined) return path === url.href || words.includes(`(${url.href})`);
  const host = url.hostname.replaceAll(/[[\]]/g, "");
  const ownPort = url.port || (url.protocol === "https:" ? 443 : 80);
  // What a name resolves to, only the runtime knows: another service behind the same port looks the same.
  const isName = /[^\d.:]/.test(host) && !host.includes(":") && host !== "localhost" && !isCustomFetch;
  return attempted.split(", ").every((each) => {
    const [, to, at] = /^(.*):(.*)$/.exec(each) ?? [];
    const isOwnHost = to === host || isName || (host === "localhost" && /^(::1$|127\.)/.test(to ?? ""));
    return isOwnHost && String(ownPort) === at;
  });
}

/** The reason of a failed connection, for a person, and the system's code. The outer error of `fetch` says neither. */
export function describeConnection(
  error: unknown,
  depth: number = 0,
): { readonly reason: string; readonly code: string | undefined } {
  if (!isObject(error) || typeof error.message !== "string") return { reason: describeThrown(error), code: undefined };
  const { cause, code, message, name } = error;
  const inner =
    isObject(cause) && depth < deepest && cause !== error ? describeConnection(cause, depth + 1) : undefined;
  const named = typeof code === "string" ? code : undefined;
  const own = message || (named ?? describeThrown(name));
  return { reason: inner === undefined ? own : `${own} (${inner.reason})`, code: inner?.code ?? named };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const isObject = (value: unknown): value is Thrown => typeof value === "object" && value !== null;

function describeThrown(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "something was thrown that has no words";
  }
}
