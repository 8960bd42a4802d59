import { SwitchboardError } from "./errors.ts";

export type Parameters = Readonly<Record<string, unknown>>;

/** The parameters of a call, by where they go. */
export interface RequestParameters {
  readonly path?: Parameters;
  readonly query?: Parameters;
  readonly header?: Parameters;
}

/**
 * Checks the parameters of a path template such as `/chats/{chatId}`.
 *
 * Encoding leaves `.` and `..` alone, and an address that holds them leads to another operation; an empty id leads to the list
 * around it, and a missing one would leave the template in the address.
 *
 * @throws SwitchboardError naming the parameter
 */
export function checkPath(template: string, parameters: Parameters = {}): void {
  // Most calls are of paths without parameters.
  if (!template.includes("{")) return;
  for (const [, name = ""] of template.matchAll(/\{([^{}]+)\}/g)) {
    const value = parameters[name];
    if (typeof value !== "string" || /^\.{0,2}$/.test(value)) {
      throw new SwitchboardError(`${name} is ${JSON.stringify(value)}; expected an id`, "invalidInput");
    }
    checkText(name, value);
  }
}

/**
 * Checks headers before `Headers` does, which quotes what it rejects: that may be a secret.
 *
 * @throws SwitchboardError naming the header, never its value
 */
export function checkHeaders(headers: Parameters): void {
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== "string") continue;
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
      throw new SwitchboardError(`${JSON.stringify(name)} is not the name of a header`, "invalidInput");
    }
    // What HTTP allows in a value; white space around it is cut off.
    if (!/^[\t\x20-\x7E\x80-\xFF]*$/.test(value.trim())) {
      throw new SwitchboardError(
        `The header ${JSON.stringify(name)} holds a character that cannot be sent`,
        "invalidInput",
      );
    }
  }
}

/** @throws SwitchboardError for a query that cannot be encoded, naming the parameter */
export function checkQuery(parameters: Parameters = {}): void {
  for (const [name, value] of Object.entries(parameters)) {
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) checkText(name, String(each));
  }
}

function checkText(name: string, value: string): void {
  if (isWellFormed(value)) return;
  throw new SwitchboardError(`${name} holds a lone surrogate, half of a character`, "invalidInput");
}

/** `isWellFormed` of strings, which a browser of 2022 lacks. */
function isWellFormed(text: string): boolean {
  try {
    encodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
