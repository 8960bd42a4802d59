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
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [secret, ...base64Of(secret)])
    .map((text) => text.replaceAll(/[^a-z0-9]/gi, anySpellingOf));
  // Without a secret, a pattern that nothing matches.
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

/** Names that HTML has for what a key may hold. */
const entities: Readonly<Record<string, string>> = {
  "&": "amp",
  "<": "lt",
  ">": "gt",
  '"': "quot",
  "'": "apos",
  "/": "sol",
  "=": "equals",
  "+": "plus",
};

/** A pattern for a character as it is, or as an address, a page, JSON or the base64 of addresses writes it. */
function anySpellingOf(character: string): string {
  const code = character.charCodeAt(0);
  const hex = code.toString(16).padStart(2, "0");
  const unicode = `u${hex.padStart(4, "0")}`;
  const inAddress = character === "+" ? "|-" : character === "/" ? "|_" : "";
  // Where HTML has no name for it, its number once more.
  const name = entities[character] ?? `#${code}`;
  return `(?:\\\\{0,3}\\${unicode}|\\\\{1,3}${unicode}|%(?:25)*${hex}|&(?:#0*${code}|#x0*${hex}|${name});${inAddress})`;
}

/** What base64 makes of a secret, wherever in the encoded text it stands: without the edges, which depend on its neighbours. */
const base64Of = (secret: string): string[] =>
  // Beyond Latin-1, a header could not carry it.
  /[^\0-\xFF]/.test(secret)
    ? []
    : [0, 1, 2].map((offset) =>
        btoa("\0".repeat(offset) + secret).slice(
          Math.ceil((offset * 8) / 6),
          Math.floor(((offset + secret.length) * 8) / 6),
        ),
      );

/** The secrets in the headers of a request, whoever set them, without the scheme before them. */
export const secretsIn = (headers: Headers): string[] =>
  [...headers].flatMap(([name, value]) =>
    /auth|cookie|key|secret|token/i.test(name) && name !== "idempotency-key"
      ? [value.replace(/^(?:basic|bearer|token) +/i, "")]
      : [],
  );
