import { SwitchboardError } from "./errors.ts";

/**
 * Checks the headers that a caller gives for a call. `Headers` would refuse them too, and quote what may be a secret.
 *
 * @throws SwitchboardError naming the header
 */
export function checkHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
      throw new SwitchboardError(`headers has the name ${JSON.stringify(name)}, which no header can have`);
    }
    if (typeof value === "string" && !/^[\t\x20-\x7E\x80-\xFF]*$/.test(value.trim())) {
      throw new SwitchboardError(
        `The header ${name} holds a character that cannot be sent; is there a line break, or a typographic quote?`,
      );
    }
  }
}

/** Headers that hold a secret, whichever client or middleware set them. */
const secretHeader = /auth|cookie|key|secret|token/i;

/** The secrets in the headers of a request, without the scheme before them. */
export function secretsIn(headers: Headers): string[] {
  return [...headers].flatMap(([name, value]) =>
    secretHeader.test(name) && name !== "idempotency-key" ? [value.replace(/^(?:basic|bearer|token) +/i, "")] : [],
  );
}
