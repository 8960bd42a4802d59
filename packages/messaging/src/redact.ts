/** Takes a secret out of whatever is shown to people. */
export type Redact = <Value>(value: Value) => Value;

/** Shorter keys are only used against a mock, and would tear holes into ordinary words. */
const shortestSecret = 6;

/** No documented body is nested like this; one that is would overflow the stack of whoever prints it. */
const deepest = 100;

/** Replaces a secret in texts, and in every text within a JSON value: a service may quote the key that it refuses. */
export function redactorOf(secret: string): Redact {
  const withoutSecret = (text: string): string =>
    secret.length >= shortestSecret && text.includes(secret) ? text.replaceAll(secret, "[redacted]") : text;
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
