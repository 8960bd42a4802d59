import type { Node } from "../../src/api/model.ts";
import { generateBounds } from "../../src/bounds.ts";
import { json, operation, readBakery, ref } from "../bakery.ts";

/** What is generated from a document whose requests have these schemas, that of the body by the name of Body. */
export const boundsOf = (schemas: Node): ReturnType<typeof generateBounds> => {
  const bake = operation("bake", { requestBody: json(ref("Body")), responses: { "204": {} } });
  return generateBounds(readBakery({ paths: { "/ovens": { post: bake } }, schemas }));
};

/** The constants of a document whose request bodies have these schemas, by name. */
export const constantsOf = (schemas: Node): Record<string, string> =>
  Object.fromEntries(
    [...boundsOf(schemas).file.matchAll(/^export const (\w+): Bounds = (.*);$/gm)].map(([, name = "", code = ""]) => [
      name,
      code,
    ]),
  );

/** The bounds of a body with this schema. */
export const ofBody = (schema: Node, others: Node = {}): string | undefined =>
  constantsOf({ Body: schema, ...others })["bodyBounds"];

/** The bounds of a field with this schema. */
export const ofField = (schema: Node, others: Node = {}): string | undefined =>
  /fields: \{ field: (.*) \} \}$/.exec(ofBody({ type: "object", properties: { field: schema } }, others) ?? "")?.[1];
