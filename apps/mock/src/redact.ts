/** Names of headers, parameters and fields whose values are credentials, or may be. */
const secretName = /authorization|(^|[-_])auth([-_]|$)|^key$|api[-_]?key|token|secret|password|cookie|session/i;

const redacted = "[redacted]";

/** Shorter keys are made up for a test and occur in ordinary words, which must stay as they are. */
const shortestKey = 8;

/** No body that a person would read is nested like this, and one that is overflows the stack of whoever prints it. */
const deepestShown = 200;

/** Takes credentials out of what is kept: an API key wherever it stands, and the values of names that tell of one. */
export interface Redactor {
  text(text: string): string;
  headers(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** Path and query of a request. */
  target(target: string): string;
  /** A body: its JSON value without credentials, its text when it is no JSON, undefined when there is none. */
  body(text: string | undefined): unknown;
}

/** @param key the key of the request, if it has one */
export function createRedactor(key: string | undefined): Redactor {
  const spellings = key !== undefined && key.length >= shortestKey ? [patternOf(key), ...base64Of(key)] : [];
  const pattern = spellings.length === 0 ? undefined : new RegExp(spellings.join("|"), "gi");
  const text = (value: string): string => (pattern === undefined ? value : value.replace(pattern, redacted));
  const json = (value: unknown): unknown => {
    if (typeof value === "string") return text(value);
    if (Array.isArray(value)) return value.map(json);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        text(name),
        typeof inner === "string" && secretName.test(name) ? redacted : json(inner),
      ]),
    );
  };
  return {
    text,
    headers: (headers) =>
      Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, secretName.test(name) ? redacted : text(value)]),
      ),
    target: (target) =>
      text(target).replace(/([?&])([^=&]*)=([^&]*)/g, (whole, separator: string, name: string) =>
        secretName.test(decoded(name)) ? `${separator}${name}=${redacted}` : whole,
      ),
    body(given) {
      if (given === undefined || given === "") return undefined;
      const depth = depthOf(given);
      if (depth > deepestShown) return `[nested ${depth} levels deep, which is not shown]`;
      try {
        return json(JSON.parse(given));
      } catch {
        return text(given);
      }
    },
  };
}

/** Finds a text with each of its characters as it is, or as an address or JSON writes it, also several times over. */
const patternOf = (text: string): string =>
  Array.from(text, (character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16).padStart(2, "0");
    const isWord = /[a-z0-9]/i.test(character);
    const plain = isWord ? character : `\\\\{0,3}\\u${hex.padStart(4, "0")}`;
    return `(?:${plain}|\\\\{1,3}u${hex.padStart(4, "0")}|%(?:25)*${hex})`;
  }).join("");

/** What base64 makes of a key, wherever in the encoded text it stands: without the edges, which depend on its neighbours. */
function base64Of(key: string): readonly string[] {
  return [0, 1, 2].map((offset) => {
    const bits = (offset + Buffer.byteLength(key)) * 8;
    const encoded = Buffer.from("\0".repeat(offset) + key).toString("base64");
    const inner = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(bits / 6));
    return inner.replaceAll("+", "[+-]").replaceAll("/", "[/_]");
  });
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** How deep JSON is nested, by its brackets: those within texts count as well, which makes it at most too careful. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, (depth += 1));
    else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return deepest;
}
