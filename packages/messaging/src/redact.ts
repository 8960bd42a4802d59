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
export function redactorOf(...secrets: readonly unknown[]): Redact {
  // A caller without types may give anything; whether it is a key is for others to say.
  const texts = secrets.filter((secret) => typeof secret === "string" && secret.length >= shortestSecret) as string[];
  const spellings = texts.flatMap((text) => [text, ...base64Of(text)]).map(patternOf);
  const pattern = spellings.length === 0 ? undefined : new RegExp(spellings.join("|"), "gi");
  const withoutSecret = (text: string): string => (pattern === undefined ? text : text.replace(pattern, "[redacted]"));
  const redact = (value: unknown, depth: number): unknown => {
    if (typeof value === "string") return withoutSecret(value);
    if (typeof value !== "object" || value === null) return value;
    if (depth > deepest) return "[nested too deeply]";
    if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => [withoutSecret(name), redact(child, depth + 1)]),
    );
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

/** A pattern that finds a text with each of its characters as it is, or as an address, a page or JSON writes it. */
const patternOf = (text: string): string => text.replaceAll(/[^a-z0-9]/gi, anySpellingOf);

function anySpellingOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).padStart(2, "0");
  const unicode = `u${hex.padStart(4, "0")}`;
  const named = entities[character];
  const spellings = [
    `\\\\{0,3}\\${unicode}`,
    `\\\\{1,3}${unicode}`,
    `%(?:25)*${hex}`,
    `&#0*${code};`,
    `&#x0*${hex};`,
    ...(named === undefined ? [] : [`&${named};`]),
    // The alphabet of base64 that addresses use.
    ...(character === "+" ? ["-"] : []),
    ...(character === "/" ? ["_"] : []),
  ];
  return `(?:${spellings.join("|")})`;
}

/** What base64 makes of a secret, wherever in the encoded text it stands: without the edges, which depend on its neighbours. */
function base64Of(secret: string): string[] {
  // Beyond Latin-1, a header could not carry it.
  if (/[^\0-\xFF]/.test(secret)) return [];
  return [0, 1, 2].map((offset) => {
    const bits = (offset + secret.length) * 8;
    return btoa("\0".repeat(offset) + secret).slice(Math.ceil((offset * 8) / 6), Math.floor(bits / 6));
  });
}
