import { asObject, own, wordOf, type JsonObject } from "./json.ts";

/** The ways to authenticate for an operation; undefined where neither it nor the document says. */
export function readSecurity(operation: JsonObject, document: JsonObject): readonly string[] | undefined {
  const required = own(operation, "security") ?? own(document, "security");
  if (!Array.isArray(required)) return undefined;
  const schemes = asObject(own(asObject(own(document, "components")), "securitySchemes"));
  const ways = required.map(
    (way) =>
      Object.entries(asObject(way))
        .map(([name, scopes]) => describeScheme(asObject(own(schemes, name)), name) + inScopes(scopes))
        .toSorted()
        .join(" and ") || noKey,
  );
  return ways.length === 0 ? [noKey] : [...new Set(ways)].toSorted();
}

/** For an operation that needs no authentication. */
export const noKey = "none";

const describeScheme = (scheme: JsonObject, name: string): string =>
  own(scheme, "type") === undefined
    ? name
    : ["type", "scheme", "in", "name"]
        .map((key) => own(scheme, key))
        .filter((word) => word !== undefined)
        .map(wordOf)
        .join(" ");

const inScopes = (scopes: unknown): string =>
  Array.isArray(scopes) && scopes.length > 0 ? ` (${scopes.map(String).toSorted().join(", ")})` : "";
