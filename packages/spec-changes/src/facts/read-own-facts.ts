import type { OperationFacts, OwnFacts } from "./api-facts.ts";
import { asObject, canonical, isObject, own, type JsonObject } from "./json.ts";
import { documentFacts, wordsOf } from "./read-words.ts";

/** Reads what only a document of ours says of its API as a whole. */
export function readOwnFacts(document: JsonObject): OwnFacts {
  const [pagination, envelope] = ["x-pagination", "x-envelope"].map((key) => own(document, key));
  const schemas = Object.entries(asObject(own(asObject(own(document, "components")), "schemas")));
  return {
    schemas: new Map(schemas.map(([name, schema]) => [name, canonical(schema)])),
    ...(isObject(pagination) && { pagination }),
    ...(envelope !== undefined && { envelope: typeof envelope === "string" ? envelope : canonical(envelope) }),
    words: {
      ...wordsOf(document, documentFacts),
      ...Object.fromEntries(
        Object.entries(asObject(own(document, "info"))).map(([key, text]) => [`info ${key}`, text]),
      ),
    },
    text: canonical(document),
  };
}

/** `x-sdk` is a name, or an object with the name of a method that is written by hand; or it says that there is none. */
export function sdkOf(operation: JsonObject): OperationFacts["sdk"] {
  const sdk = own(operation, "x-sdk");
  if (typeof sdk === "string") return { method: sdk, handwritten: false };
  const method = own(asObject(sdk), "method");
  return typeof method === "string"
    ? { method, handwritten: own(asObject(sdk), "handwritten") !== undefined }
    : undefined;
}
