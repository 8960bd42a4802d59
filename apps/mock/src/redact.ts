/** Names of headers and parameters whose values are credentials, or may be. */
const secretName = /authorization|api-?_?key|token|secret|password|cookie|session/i;

const redacted = "[redacted]";

/** Shorter keys are made up for a test and occur in ordinary words, which must stay as they are. */
const shortestKey = 8;

/** Takes credentials out of what is kept: an API key wherever it stands, and the values of names that tell of one. */
export interface Redactor {
  text(text: string): string;
  headers(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** Path and query of a request. */
  target(target: string): string;
}

/** @param key the key of the request, if it has one */
export function createRedactor(key: string | undefined): Redactor {
  const isLong = key !== undefined && key.length >= shortestKey;
  const spellings = isLong ? [...new Set([key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)])] : [];
  const text = (value: string): string => {
    let result = value;
    for (const spelling of spellings) result = result.replaceAll(spelling, redacted);
    return result;
  };
  return {
    text,
    headers: (headers) =>
      Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, secretName.test(name) ? redacted : text(value)]),
      ),
    target: (target) =>
      text(target).replace(/([?&])([^=&]*)=([^&]*)/g, (whole, separator: string, name: string) =>
        secretName.test(name) ? `${separator}${name}=${redacted}` : whole,
      ),
  };
}
