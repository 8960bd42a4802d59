import { SwitchboardError } from "./errors.ts";

/**
 * Checks a value that becomes one segment of a path. openapi-fetch encodes it, but leaves `.` and `..` alone, which a URL
 * resolves to another operation; and an empty one would name the list around the item.
 *
 * @throws SwitchboardError when no request with this value could mean what the caller means
 */
export function pathParameter(name: string, value: string): string {
  const isWrong = typeof value !== "string" || value === "" || value === "." || value === ".." || !value.isWellFormed();
  if (isWrong) throw new SwitchboardError(`${name} is ${JSON.stringify(value)}; expected an id`);
  return value;
}
