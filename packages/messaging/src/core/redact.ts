/** Takes secrets out of whatever is shown to people. */
export type Redact = <Value>(value: Value) => Value;

/** Shorter keys are only used against a mock, and would tear holes into ordinary words. */
const shortestSecret = 6;

/** No documented body is nested like this; one that is would overflow the stack of whoever prints it. */
const deepest = 100;

/**
 * Replaces secrets in texts, and in every text within a JSON value: a service may quote the key that it refuses, as it is,
 * or as it stands in an address, a page, JSON or base64.
 */
export function redactorOf(secrets: readonly string[]): Redact {
  const spellings = secrets
    .flatMap((secret) => (secret.length < shortestSecret ? [] : [secret, ...base64Of(secret)]))
    .map((text) => text.replaceAll(/[^a-z0-9]/gi, anySpellingOf));
  // Without a secret, a pattern that matches nothing.
  const pattern = new RegExp(spellings.join("|") || "(?!)", "gi");
  const redact = (value: unknown, depth: number): unknown => {
    if (typeof value === "string") return value.replace(pattern, "[redacted]");
    if (typeof value !== "object" || value === null) return value;
    if (depth > deepest) return "[nested too deeply]";
    if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
    return Object.fromEntries(Object.entries(value).map((entry) => redact(entry, depth) as [string, unknown]));
  };
  return ((value: unknown) => redact(value, 0)) as Redact;
}

/** A pattern for a character as it is, or as JSON, an address, a page or the base64 of addresses writes it. */
function anySpellingOf(character: string): string {
  const code = character.charCodeAt(0);
  const hex = code.toString(16).padStart(2, "0");
  const inAddress = character === "+" ? "|-" : character === "/" ? "|_" : "";
  return `(?:\\\\{0,3}(?:\\x${hex}|u00${hex})|%(?:25)*${hex}|&(?:#0*${code}|#x0*${hex}|[a-z]+);${inAddress})`;
}

/** What base64 makes of a secret, wherever in the encoded text it stands: without the edges, which depend on its neighbours. */
const base64Of = (secret: string): string[] =>
  [0, 1, 2].map((offset) =>
    btoa("\0".repeat(offset) + secret).slice(
      Math.ceil((offset * 4) / 3),
      Math.floor(((offset + secret.length) * 4) / 3),
    ),
  );

/** The secrets in the headers of a request, whoever set them, as a whole and without the scheme that may stand before them. */
export const secretsIn = (headers: Headers): string[] =>
  [...headers].flatMap(([name, value]) =>
    /auth|cookie|(?<!^idempotency-)key|secret|token/i.test(name) ? [value, value.replace(/^[\w-]+ +/, "")] : [],
  );
