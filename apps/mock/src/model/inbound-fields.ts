import { InboundError } from "./service.ts";

/** What a field of a message from outside may be: a text that is not empty, or one of some words. */
type Field = "text" | "text or null" | readonly string[];

/**
 * Validates the fields of a message from outside, as far as each of them says.
 *
 * @param example a message in short, for whoever gave something else
 * @throws InboundError when a field is unknown, or its value is not one that it may have
 */
export function readFields<Message extends object>(
  message: unknown,
  fields: Readonly<Record<keyof Message & string, Field>>,
  example: string,
): Partial<Message> {
  if (typeof message !== "object" || message === null || Array.isArray(message)) {
    throw new InboundError(`the message is ${shown(message)}: expected an object such as ${example}`);
  }
  const known: Readonly<Record<string, Field>> = fields;
  for (const [name, value] of Object.entries(message)) {
    const field = Object.hasOwn(known, name) ? known[name] : undefined;
    if (field === undefined) {
      throw new InboundError(`${name}: is not a field of a message; expected ${Object.keys(fields).join(", ")}`);
    }
    if (value !== undefined && !isValid(value, field)) {
      const expected = typeof field === "string" ? "a text of at least one character" : field.join(" or ");
      throw new InboundError(`${name}: is ${shown(value)}; expected ${expected}`);
    }
  }
  return message;
}

function isValid(value: unknown, field: Field): boolean {
  if (typeof field !== "string") return field.some((word) => word === value);
  return (typeof value === "string" && value !== "") || (value === null && field === "text or null");
}

function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
