/** Removes secrets from whatever is shown to people. */
export type Redact = <Value>(value: Value) => Value;

/** Shorter keys are only used against a mock, and removing them would damage ordinary words. */
const shortestSecret = 6;

/** No documented body is nested this deeply; one that is would overflow the stack when it is printed. */
const deepest = 100;

/** What webhooks are signed with: services show one in a response, which may arrive broken. */
const signingSecret = /whsec_[\w+/=-]+/g;

/**
 * Replaces secrets in texts, and in every text within a JSON value: a service may quote the key that it rejects, as it is,
 * or as it stands in an address, a page, JSON or base64.
 */
export function redactorOf(secrets: readonly string[]): Redact {
  const wanted = secrets
    .flatMap((secret) => (secret.length < shortestSecret ? [] : [secret, ...base64Of(secret)]))
    // A secret may itself look like an escaped spelling, so it is also searched for unchanged.
    .flatMap((text) => [readable(text).plain, comparable(text.replaceAll("\\", ""))])
    .filter((text) => text !== "");
  const redact = (value: unknown, depth: number): unknown => {
    if (typeof value === "string") return redactText(value, wanted).replaceAll(signingSecret, "[redacted]");
    if (typeof value !== "object" || value === null) return value;
    if (depth > deepest) return "[nested too deeply]";
    if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
    return Object.fromEntries(Object.entries(value).map((entry) => redact(entry, depth) as [string, unknown]));
  };
  return ((value: unknown) => redact(value, 0)) as Redact;
}

/** In time that grows with the text alone: a pattern for all spellings would try each of its places again and again. */
function redactText(text: string, wanted: readonly string[]): string {
  if (wanted.length === 0) return text;
  const { placeOf, plain } = readable(text);
  const found = wanted.flatMap((secret) => {
    const starts: number[] = [];
    for (let at = plain.indexOf(secret); at >= 0; at = plain.indexOf(secret, at + secret.length)) starts.push(at);
    return starts.map((start) => [start, start + secret.length] as const);
  });
  let result = "";
  let end = 0;
  for (const [start, next] of found.toSorted(([one], [other]) => one - other)) {
    // A match within another one is hidden already.
    if (start >= end) result += `${text.slice(placeOf(end), placeOf(start))}[redacted]`;
    end = Math.max(end, next);
  }
  return end === 0 ? text : result + text.slice(placeOf(end));
}

/** How JSON, addresses and pages write a character: as a number, with backslashes before it, or by its name. */
const spellings = /\\{0,3}u00([0-9a-f]{2})|%(?:25)*([0-9a-f]{2})|&#x0*([0-9a-f]{2});|&#0*(\d{2,3});|&([a-z]+);|\\+/g;

/** The names of signs in pages, each before its sign: those of all encoders, and of those that encode whatever has a name. */
const names = new Map(
  `amp& apos' gt> lt< quot" ast* colon: comma, commat@ dollar$ equals= excl! grave\` hat^ lcub{ lowbar_ lpar( lsqb[ num# percnt% period. plus+ quest? rcub} rpar) rsqb] semi; sol/ vert|`
    .split(" ")
    .map((entry) => [entry.slice(0, -1), entry.slice(-1)]),
);

/** The character that a spelling stands for: nothing for backslashes, and outside of ASCII one that no key holds. */
function signOf(spelling: string, code: string | undefined, decimal?: string, name?: string): string {
  if (name !== undefined) return names.get(name) ?? spelling;
  const number = code === undefined ? Number(decimal ?? "92") : Number.parseInt(code, 16);
  return number === 92 ? "" : number < 128 ? String.fromCharCode(number) : "\0";
}

/** A text in small letters, with the signs of base64 for mail. */
const comparable = (text: string): string => text.toLowerCase().replaceAll("-", "+").replaceAll("_", "/");

interface Readable {
  /** The text with each character as itself, to be compared. */
  readonly plain: string;
  /** Where a character of it stood in the text. */
  readonly placeOf: (index: number) => number;
}

function readable(text: string): Readable {
  // Where characters were dropped, and how many by then.
  const [from, missing]: [number[], number[]] = [[0], [0]];
  const decode = (
    spelling: string,
    json?: string,
    address?: string,
    hex?: string,
    decimal?: string,
    name?: string,
    at: number = 0,
  ): string => {
    const sign = signOf(spelling, json ?? address ?? hex, decimal, name);
    const count = (missing.at(-1) ?? 0) + spelling.length - sign.length;
    from.push(at + spelling.length - count);
    missing.push(count);
    return sign;
  };
  // Small letters of other alphabets may be of another length.
  const ascii = text.replaceAll(/[^\0-\x7F]/g, "\0").toLowerCase();
  const plain = comparable(ascii.replaceAll(spellings, decode));
  const placeOf = (index: number): number => {
    let [low, high] = [0, from.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((from[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return index + (missing[low] ?? 0);
  };
  return { plain, placeOf };
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
