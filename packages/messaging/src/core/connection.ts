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

/** What failed in the end, where the outer error of `fetch` does not say: one connection, or one to each address of a name. */
function originsOf(error: unknown, depth: number = 0): readonly unknown[] {
  // No error that a runtime throws is nested deeper; one that leads back to itself is.
  const { cause, errors }: Thrown = isObject(error) && depth < 8 ? error : {};
  // Where there is none, nothing is known.
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

function isUnreached(
  { address, code, hostname, message, path, port, syscall }: Thrown,
  url: URL,
  isCustomFetch: boolean,
): boolean {
  const words = textOf(message);
  // Node's `fetch` does not even try certain ports.
  if (words === "bad port") return !isCustomFetch;
  // The calls of Node before a connection stands, after which the same codes can mean a lost answer; its codes, undici's and
  // Bun's; and the words of Deno, which gives no code.
  const isConnecting =
    [syscall, code].some((each) =>
      /^(connect|getaddrinfo|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$/.test(
        textOf(each),
      ),
    ) || /tcp connect error|dns error|\(Connect\)/.test(words);
  if (!isConnecting) return false;
  // It has to be the request's own address, and not that of a request beside it. Node gives the name,
  if (typeof hostname === "string") return hostname.toLowerCase() === url.hostname;
  const host = url.hostname.replaceAll(/[[\]]/g, "");
  const ownPort = url.port || (url.protocol === "https:" ? "443" : "80");
  const isOwnHost = (to: string): boolean =>
    to === host ||
    (host === "localhost"
      ? /^(::1$|127\.)/.test(to)
      : // What a name resolves to, only the runtime knows: another service behind the same port looks the same.
        /^[^:]*[^\d.:][^:]*$/.test(host) && !isCustomFetch);
  // or what it resolved to, and undici a list of either;
  const attempted =
    typeof address === "string"
      ? `${address}:${port as string}`
      : /attempted address(?:es)?: (.*), timeout/.exec(words)?.[1];
  // Bun and Deno the whole of it, which words about another may quote.
  if (attempted === undefined) return path === url.href || words.includes(`(${url.href})`);
  return attempted.split(", ").every((each) => {
    const colon = each.lastIndexOf(":");
    return each.slice(colon + 1) === ownPort && isOwnHost(each.slice(0, colon));
  });
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
