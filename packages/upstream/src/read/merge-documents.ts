import {
  asObject,
  canonical,
  DocumentError,
  isObject,
  type JsonObject,
  own,
  stripSentences,
} from "@switchboard/spec-changes";

/**
 * Merges documents that each describe a part of one API. What several of them say must be the same, apart from its
 * wording.
 *
 * @throws DocumentError naming the place where two documents contradict one another
 */
export function mergeDocuments(documents: readonly JsonObject[]): JsonObject {
  const [first, ...rest] = documents.map(stripSentences);
  const merged = { openapi: undefined, info: undefined, ...first };
  for (const document of rest) {
    for (const key of ["openapi", "servers", "security"]) {
      const [one, two] = [own(merged, key), own(document, key)];
      if (one !== undefined && two !== undefined && canonical(one) !== canonical(two)) contradiction(`#/${key}`);
    }
    Object.assign(merged, {
      servers: own(merged, "servers") ?? own(document, "servers"),
      security: own(merged, "security") ?? own(document, "security"),
      // An operation is where the paths end, and a component is where the components end.
      paths: merge(own(merged, "paths"), own(document, "paths"), 2, "#/paths"),
      components: merge(own(merged, "components"), own(document, "components"), 2, "#/components"),
    });
  }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}

function merge(one: unknown, two: unknown, levels: number, place: string): unknown {
  if (one === undefined || two === undefined) return one ?? two;
  if (levels === 0 || !isObject(one) || !isObject(two)) {
    if (canonical(one) !== canonical(two)) contradiction(place);
    return one;
  }
  const names = new Set([...Object.keys(asObject(one)), ...Object.keys(asObject(two))]);
  return Object.fromEntries(
    [...names].map((name) => [name, merge(own(one, name), own(two, name), levels - 1, `${place}/${name}`)]),
  );
}

function contradiction(place: string): never {
  throw new DocumentError(`two parts of what was read contradict one another at ${place}`);
}
