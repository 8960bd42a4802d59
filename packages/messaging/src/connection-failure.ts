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

/** Whether the request cannot have reached the service, because no connection to it was made. */
export function wasUnreached(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (unreachedCodes.has(code) || connectingCalls.has(syscall) || denoConnecting.test(error.message)) return true;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(wasUnreached);
  return wasUnreached(error.cause);
}

/** The reason of a failed connection, for a person, and the system's code. The outer error of `fetch` says neither. */
export function describeConnection(error: unknown): { readonly reason: string; readonly code: string | undefined } {
  if (!(error instanceof Error)) return { reason: String(error), code: undefined };
  const inner = error.cause instanceof Error ? describeConnection(error.cause) : undefined;
  const { code } = error as { code?: unknown };
  const named = typeof code === "string" ? code : undefined;
  const own = error.message || (named ?? error.name);
  return {
    reason: inner === undefined ? own : `${own} (${inner.reason})`,
    code: inner?.code ?? named,
  };
}
