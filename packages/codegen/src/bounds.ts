import type { ApiModel } from "./api/model.ts";
import { escapeKey, Problem, within } from "./api/problem.ts";
import { Reference, resolved } from "./bounds/bound.ts";
import { boundsReader } from "./bounds/schema-bounds.ts";
import { banner, literal, propertyName, uncapitalized } from "./source-text.ts";

/** The bounds of an API's request bodies: a constant for each component schema that has some. */
export interface BoundsOfApi {
  /** The text of a `bounds.ts`. */
  readonly file: string;
  /** The name of the constant of a schema; undefined where it has no bounds. */
  readonly constantOf: (schema: string) => string | undefined;
}

/**
 * Writes the bounds of whatever requests hold. What refers to another component refers to the constant of that; what refers to a
 * component that holds it has no bounds there.
 *
 * @throws Problem for what cannot be checked
 */
export function generateBounds({ follow, name: api, operations }: ApiModel): BoundsOfApi {
  const references = new Map<string, Reference | undefined>();
  const declarations = new Map<string, string>();

  const named = (component: string): Reference | undefined => {
    if (references.has(component)) return references.get(component);
    // A component within itself: its bounds end there.
    references.set(component, undefined);
    const pointer = `#/components/schemas/${escapeKey(component)}`;
    const bound = within(pointer, component, () => read(follow({ $ref: pointer })));
    if (bound === undefined) return undefined;
    const constant = `${uncapitalized(component)}Bounds`;
    if (declarations.has(constant)) {
      throw new Problem(
        pointer,
        `${component}: another schema has bounds of the same name, ${constant}; rename one of them`,
      );
    }
    declarations.set(constant, `export const ${constant}: Bounds = ${code(bound)};`);
    const reference = new Reference(constant, resolved(bound));
    references.set(component, reference);
    return reference;
  };

  const read = boundsReader(follow, named);

  for (const { body } of operations) if (body !== undefined) named(body.type);
  const imports = declarations.size === 0 ? "" : `\nimport type { Bounds } from "@switchboard/typed-fetch";\n`;
  return {
    file: `${banner(api)}${imports}\n${[...declarations.values()].join("\n\n") || "export {};"}\n`,
    constantOf: (schema) => references.get(schema)?.constant,
  };
}

function code(value: unknown): string {
  if (value instanceof Reference) return value.constant;
  if (Array.isArray(value)) return `[${value.map(code).join(", ")}]`;
  if (typeof value !== "object" || value === null) return literal(value);
  const fields = Object.entries(value).map(([key, child]) => `${propertyName(key)}: ${code(child)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}
