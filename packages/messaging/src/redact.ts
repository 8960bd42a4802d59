/** Takes a secret out of whatever is shown to people. */
export type Redact = <Value>(value: Value) => Value;

/** Shorter keys are only used against a mock, and would tear holes into ordinary words. */
const shortestSecret = 6;

/** Replaces a secret in texts, and in every text within a JSON value: a service may quote the key that it refuses. */
export function redactorOf(secret: string): Redact {
  const redact = (value: unknown): unknown => {
    if (typeof value === "string") return value.includes(secret) ? value.replaceAll(secret, "[redacted]") : value;
    if (Array.isArray(value)) return value.map(redact);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [redact(name), redact(child)]));
  };
  return (secret.length < shortestSecret ? (value: unknown) => value : redact) as Redact;
}
