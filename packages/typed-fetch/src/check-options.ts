import { SwitchboardError } from "./errors.ts";

/** The key of an account: a text, or a function that gives it, once for each call, where keys rotate or differ by tenant. */
export type ApiKey = string | (() => string | Promise<string>);

/**
 * The key that a client uses: the one that was given, or else that of the environment.
 *
 * @param variable the environment variable, such as `BLOOIO_API_KEY`
 * @throws SwitchboardError when there is none, or one that cannot be sent; the message never repeats it
 */
export function apiKeyFrom(given: ApiKey | undefined, variable: string): ApiKey {
  const key = given ?? environment()[variable];
  if (typeof key === "function") return key;
  return checkKey(key, `give it as an option, or set ${variable}`);
}

/** @throws SwitchboardError when a key cannot be sent: `fetch` would reject it as well, and quote it in its message */
export function checkKey(key: unknown, advice: string): string {
  if (key === undefined || key === null || key === "")
    throw new SwitchboardError(`apiKey is missing; ${advice}`, "missingKey");
  if (typeof key === "string" && /^[\x21-\x7E]+$/.test(key)) return key;
  throw new SwitchboardError("apiKey must be visible ASCII characters", "invalidOption");
}

function environment(): Readonly<Record<string, string | undefined>> {
  const { process } = globalThis as { process?: { env?: Readonly<Record<string, string | undefined>> } };
  return process?.env ?? {};
}

/**
 * The address of a service as text, without a slash at its end.
 *
 * @throws SwitchboardError when it is not the address of a service. A query or a fragment would lose the path that follows it. The
 *   message never quotes the address: there may be a password in it.
 */
export function baseUrlFrom(given: string | URL): string {
  const text = typeof given === "object" && given !== null ? String(given) : given;
  if (typeof text === "string" && URL.canParse(text) && /^https?:\/\/[^\\\s?#@/{}]+(\/[^\\\s?#{}]*)?$/i.test(text)) {
    return text.replace(/\/$/, "");
  }
  throw new SwitchboardError(
    "baseUrl must be an address such as http://127.0.0.1:4010, without user, query and fragment",
    "invalidOption",
  );
}

/** @throws SwitchboardError when something else than a function stands in the place of `fetch` */
export function checkFetch(fetch: unknown): void {
  if (fetch === undefined || typeof fetch === "function") return;
  throw new SwitchboardError(`fetch is of type ${typeof fetch}; expected a function`, "noFetch");
}
