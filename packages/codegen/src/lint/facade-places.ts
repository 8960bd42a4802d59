import type { Oas3Rule } from "@redocly/openapi-core";

/** Each operation says where it stands in the facade, each at a place of its own, or why it stands nowhere. */
export const facadePlaces: Oas3Rule = () => {
  const taken = new Map<string, string>();
  return {
    Operation(operation, context) {
      const { location } = context;
      const { operationId = "an operation without an operationId", "x-sdk": place } = operation as {
        readonly operationId?: string;
        readonly "x-sdk"?: unknown;
      };
      const problem = (message: string): void =>
        context.report({ message: `${operationId}: ${message}`, location: location.child("x-sdk") });
      if (place === undefined) {
        context.report({ message: `${operationId}: no x-sdk; expected ${forms}`, location });
        return;
      }
      const read = readPlace(place);
      if (typeof read === "string") {
        problem(read);
        return;
      }
      if (read.method === undefined) return;
      const holder = taken.get(read.method);
      if (holder === undefined) taken.set(read.method, operationId);
      else problem(`${read.method} is the place of ${holder} already; give one of them another name`);
    },
  };
};

const forms =
  'the place in the facade, "x-sdk: chats.list"; with "method" and "handwritten" where the method is written by hand; ' +
  'or "rawOnly" with the reason why there is none';

/** The method, if any, or what is wrong. */
function readPlace(place: unknown): { readonly method: string | undefined } | string {
  if (typeof place === "string") return problemOfName(place) ?? { method: place };
  if (typeof place !== "object" || place === null) return `x-sdk is ${JSON.stringify(place)}; expected ${forms}`;
  const { method, handwritten, rawOnly, ...others } = place as Record<string, unknown>;
  const isHandwritten = method !== undefined && rawOnly === undefined;
  const isRawOnly = rawOnly !== undefined && method === undefined && handwritten === undefined;
  if (Object.keys(others).length > 0 || !(isHandwritten || isRawOnly)) {
    return `x-sdk has ${Object.keys(place).join(", ") || "no fields"}; expected ${forms}`;
  }
  const reason = isRawOnly ? rawOnly : handwritten;
  if (typeof reason !== "string" || reason.trim() === "") {
    const what = isRawOnly ? "rawOnly" : "handwritten";
    return `x-sdk gives no reason; expected a sentence in "${what}"${isRawOnly ? "" : ', or the name alone, "x-sdk: chats.list", for a generated method'}`;
  }
  if (isRawOnly) return { method: undefined };
  return typeof method === "string"
    ? (problemOfName(method) ?? { method })
    : `x-sdk has the method ${JSON.stringify(method)}; expected a name such as chats.list`;
}

const identifier = /^[a-z][A-Za-z0-9]*$/;

/** `blooio.raw` is the whole client; with `then`, a resource would be taken for a promise, and the rest every object has. */
const isForbidden = (name: string): boolean => name === "raw" || name === "then" || name in Object.prototype;

function problemOfName(name: string): string | undefined {
  const parts = name.split(".");
  if (parts.length !== 2) return `x-sdk names "${name}"; expected a resource and a method, such as chats.list`;
  const wrong = parts.find(
    (part, index) => !identifier.test(part) || isForbidden(part) || (index === 0 && reserved.has(part)),
  );
  if (wrong === undefined) return undefined;
  return `x-sdk names "${name}", and "${wrong}" cannot be a name there; expected camel case, and no word that JavaScript or the client uses itself`;
}

/** A method may be called `delete`; a resource becomes a variable. */
const reserved = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for " +
    "function if implements import in instanceof interface let new null package private protected public return static super switch " +
    "this throw true try typeof undefined var void while with yield"
  ).split(" "),
);
