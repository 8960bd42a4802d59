/** Names of headers, parameters and fields whose values are credentials, or may be; `author` is not one. */
const secretName = /auth(?!or(?!i))|api[-_]?key|^key$|token|secret|passw|credential|cookie|session|signature/i;

/** Headers whose values are redacted wherever else they stand: the key of the other vendor, say. */
const keyHeader = /^authorization$|api[-_]?key/i;

/** A field or parameter in a text that is not JSON, such as a form or cut JSON; with its value, quoted or not. */
const secretInText = new RegExp(
  String.raw`((?:authorization|api[-_]?key|token|password|secret)[\w.-]{0,40}["']?\s{0,9}[:=]\s{0,9})(?!\[redacted\])("(?:[^"\\]|\\.)*"?|'[^']*'?|(?:bearer\s|basic\s)?[^\s"',;&}\]]+)`,
  "gi",
);

const redacted = "[redacted]";

/** Shorter keys are made up for a test and occur in ordinary words, which must stay as they are. */
const shortestKey = 8;

/** What nests deeper is not shown: it would overflow the stack of whoever prints it. */
const deepest = 200;

/** Takes credentials out of what is kept: an API key wherever it occurs, and the values of fields whose names suggest one. */
export interface Redactor {
  text(text: string): string;
  headers(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** Path and query of a request. */
  target(target: string): string;
  /** A body as it may be shown: its JSON value, its text when it is not JSON, undefined when it is empty. */
  body(text: string): unknown;
}

/**
 * @param key the key of the request, if it has one
 * @param headers those of the request
 */
export function createRedactor(key: string | undefined, headers: Readonly<Record<string, string>> = {}): Redactor {
  const others = Object.entries(headers).flatMap(([name, value]) =>
    keyHeader.test(name) ? (value.trim().split(/\s+/).at(-1) ?? []) : [],
  );
  const keys = new Set([key ?? "", ...others].filter(({ length }) => length >= shortestKey));
  const secrets = new RegExp(
    [...keys]
      .flatMap(traces)
      .map((trace) => escaped(trace))
      .join("|"),
    "g",
  );
  const text = (value: string): string => (keys.size === 0 ? value : without(value, secrets));
  // Keys first, as a whole: the end of one may look like a parameter, and its beginning like the name of that.
  const target = (value: string): string =>
    text(value).replace(/(^|[?&])([^=&?]*)=([^&?]*)/g, (whole, separator: string, name: string) =>
      secretName.test(nameOf(name)) ? `${separator}${name}=${redacted}` : whole,
    );
  const json = (value: unknown, isSecret: boolean): unknown => {
    if (typeof value === "string" || typeof value === "number") {
      const shown = isSecret ? redacted : text(String(value));
      return shown === String(value) ? value : shown;
    }
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => json(item, isSecret));
    const fields = Object.entries(value).map(([name, item]) => [
      text(name),
      json(item, isSecret || secretName.test(name)),
    ]);
    return Object.fromEntries(fields);
  };
  return {
    text,
    headers: (all) =>
      Object.fromEntries(
        Object.entries(all).map(([name, value]) => [name, secretName.test(name) ? redacted : target(value)]),
      ),
    target,
    body(body) {
      if (body === "") return undefined;
      let value: unknown;
      try {
        value = JSON.parse(body);
      } catch {
        return target(text(body).replace(secretInText, `$1${redacted}`));
      }
      return isDeeper(value, deepest)
        ? `[nested deeper than ${deepest} levels, which are not shown]`
        : json(value, false);
    },
  };
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1)));

/** A name without its percent-encoding, which may have been done more than once. */
function nameOf(name: string): string {
  let rest = name;
  try {
    for (let times = 0; times < 4 && rest.includes("%"); times += 1) rest = decodeURIComponent(rest);
  } catch {
    // As far as it could be decoded.
  }
  return rest;
}

/** How JSON and addresses write a character, also when that was done more than once. */
const spelling = /\\{1,9}u([0-9a-f]{4})|%(?:25)*([0-9a-f]{2})|\\+/gi;

const backslash = "5c";

interface Decoded {
  /** What the text says when each character is written as it is, without the backslashes. */
  readonly plain: string;
  /** Where each of these characters begins in the text, and where the last one ends. */
  readonly starts: readonly number[];
}

function decode(text: string): Decoded {
  const starts: number[] = [];
  let plain = "";
  const take = (from: number, end: number): void => {
    plain += text.slice(from, end);
    for (let at = from; at < end; at += 1) starts.push(at);
  };
  let done = 0;
  for (const { 0: spelt, 1: unit, 2: byte, index } of text.matchAll(spelling)) {
    take(done, index);
    const code = Number.parseInt(unit ?? byte ?? backslash, 16);
    if (code !== 0x5c) {
      plain += String.fromCharCode(code);
      starts.push(index);
    }
    done = index + spelt.length;
  }
  take(done, text.length);
  return { plain, starts: [...starts, text.length] };
}

function without(text: string, secrets: RegExp): string {
  const rest = text.replaceAll(secrets, redacted);
  if (!/[%\\]/.test(rest)) return rest;
  const { plain, starts } = decode(rest);
  const parts: string[] = [];
  let done = 0;
  for (const { 0: found, index } of plain.matchAll(secrets)) {
    parts.push(rest.slice(done, starts[index]), redacted);
    done = starts[index + found.length] ?? rest.length;
  }
  return parts.join("") + rest.slice(done);
}

/** What a key is found by: as it is, as an address has it, and in base64, of both alphabets. */
function traces(key: string): string[] {
  const bytes = Buffer.from(key);
  const inBase64 = [0, 1, 2].map((offset) =>
    // Without the edges, which depend on what surrounds the key.
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6)),
  );
  const inAddresses = inBase64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  const decoded = [key.replaceAll("\\", ""), decode(key).plain];
  return [key, ...decoded, bytes.toString("latin1"), ...inBase64, ...inAddresses].filter(
    // Nothing is left of a key of backslashes, and little of one that an address spells by its characters' codes.
    ({ length }) => length >= shortestKey / 2,
  );
}
