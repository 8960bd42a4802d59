import { isVariable } from "./names.ts";

/** An operation's place in the facade. */
export interface Place {
  readonly resource: string;
  readonly method: string;
  /** Why the method is written by hand; undefined where it is generated. */
  readonly handwritten: string | undefined;
}

/**
 * Reads the `x-sdk` of an operation.
 *
 * @returns the place, which is undefined for an operation in `raw` alone; or what is wrong, and what is expected
 */
export function readPlace(sdk: unknown): { readonly place: Place | undefined } | { readonly problem: string } {
  if (sdk === undefined) return { problem: `no x-sdk; expected ${forms}` };
  if (typeof sdk === "string") return placeOf(sdk);
  if (typeof sdk !== "object" || sdk === null) return { problem: `x-sdk is ${JSON.stringify(sdk)}; expected ${forms}` };
  const { method, handwritten, rawOnly, ...others } = sdk as Record<string, unknown>;
  const isHandwritten = method !== undefined && rawOnly === undefined;
  const isRawOnly = rawOnly !== undefined && method === undefined && handwritten === undefined;
  if (Object.keys(others).length > 0 || !(isHandwritten || isRawOnly)) {
    return { problem: `x-sdk has ${Object.keys(sdk).join(", ") || "no fields"}; expected ${forms}` };
  }
  const reason = isRawOnly ? rawOnly : handwritten;
  if (typeof reason !== "string" || reason.trim() === "") {
    const what = isRawOnly ? "rawOnly" : "handwritten";
    const otherwise = isRawOnly ? "" : ', or the name alone, "x-sdk: chats.list", for a generated method';
    return { problem: `x-sdk gives no reason; expected a sentence in "${what}"${otherwise}` };
  }
  if (isRawOnly) return { place: undefined };
  return typeof method === "string"
    ? placeOf(method, reason)
    : { problem: `x-sdk has the method ${JSON.stringify(method)}; expected a name such as chats.list` };
}

const forms =
  'the place in the facade, "x-sdk: chats.list"; with "method" and "handwritten" where the method is written by hand; ' +
  'or "rawOnly" with the reason why there is none';

function placeOf(name: string, handwritten?: string): ReturnType<typeof readPlace> {
  const [resource = "", method = "", ...rest] = name.split(".");
  if (method === "" || rest.length > 0) {
    return { problem: `x-sdk names "${name}"; expected a resource and a method, such as chats.list` };
  }
  const wrong = isResource(resource) ? (isMember(method) ? undefined : method) : resource;
  if (wrong === undefined) return { place: { resource, method, handwritten } };
  return {
    problem: `x-sdk names "${name}", and "${wrong}" cannot be a name there; expected camel case, and no word that JavaScript or the client uses itself`,
  };
}

/** An object with `then` would be taken for a promise; every object has the others already. */
const isMember = (name: string): boolean => /^[a-z][A-Za-z0-9]*$/.test(name) && name !== "then" && !(name in {});

/** A resource becomes a variable and a file, beside an `index.ts`; `raw` is the whole client. A method may be called `delete`. */
const isResource = (name: string): boolean => isMember(name) && isVariable(name) && name !== "raw" && name !== "index";
