import type { Follow, Node } from "./model.ts";
import { unescapeKey } from "./problem.ts";

/** Gives what references within a document lead to. */
export function followerOf(document: Node): Follow {
  return (node) => {
    let found = node;
    for (let steps = 0; typeof found["$ref"] === "string"; steps++) {
      if (steps > 100) throw new Error(`the reference ${found["$ref"]} leads in a circle`);
      found = at(document, found["$ref"]);
    }
    return found;
  };
}

/** What a reference leads to, with the description that may stand beside it. */
export function described(node: Node, follow: Follow): Node {
  const { description } = node;
  return description === undefined ? follow(node) : { ...follow(node), description };
}

function at(document: Node, pointer: string): Node {
  const keys = pointer.split("/").slice(1);
  const found = keys.reduce<Node | undefined>((node, key) => node?.[unescapeKey(decodeURIComponent(key))], document);
  if (found === undefined) throw new Error(`can't resolve $ref ${pointer}`);
  return found;
}

/** The schemas that a value of a schema must satisfy, all of them: the schema, and those in its `allOf`. */
export function partsOf(schema: Node, follow: Follow): Node[] {
  const parts = new Set<Node>();
  const add = (node: Node): void => {
    const part = follow(node);
    if (parts.has(part)) return;
    parts.add(part);
    for (const each of (part["allOf"] ?? []) as Node[]) add(each);
  };
  add(schema);
  return [...parts];
}

/** The schemas of a property, all of which its value must satisfy. */
export const propertyOf = (parts: readonly Node[], name: string): Node[] =>
  parts.flatMap((part) => (Object.hasOwn(part["properties"] ?? {}, name) ? [part["properties"][name] as Node] : []));

export const isRequired = (parts: readonly Node[], name: string): boolean =>
  parts.some((part) => ((part["required"] ?? []) as string[]).includes(name));

/** The name of the component to which a schema refers; undefined where it is anything else. */
export function componentOf(schema: Node): string | undefined {
  const [, name] = /^#\/components\/schemas\/([^/]+)$/.exec(String(schema["$ref"])) ?? [];
  return name === undefined ? undefined : unescapeKey(decodeURIComponent(name));
}

/** The types that the parts of a schema name, `null` aside; undefined where they name none, which allows any. */
export function typesOf(parts: readonly Node[]): readonly string[] | undefined {
  const named = parts.flatMap(({ type }) => (type === undefined ? [] : [[type as string | string[]].flat()]));
  const [first, ...others] = named;
  return first?.filter((type) => type !== "null" && others.every((types) => types.includes(type)));
}

/** Whether null is a value of a schema. */
export function isNullable(schema: Node, follow: Follow, depth: number = 0): boolean {
  // A schema may hold itself.
  if (depth > deepest) return true;
  return partsOf(schema, follow).every((part) => {
    if (part["nullable"] === true) return true;
    const { anyOf, const: constant, enum: values, oneOf, type } = part;
    return (
      (type === undefined || [type].flat().includes("null")) &&
      (constant ?? null) === null &&
      (values?.includes(null) ?? true) &&
      [anyOf, oneOf].every(
        (branches) => branches?.some((branch: Node) => isNullable(branch, follow, depth + 1)) ?? true,
      )
    );
  });
}

const deepest = 10;
