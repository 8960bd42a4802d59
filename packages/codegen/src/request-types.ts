import ts from "typescript";

import type { Node } from "./api-model.ts";

/** The component schemas that only requests hold: by their place in the document, such as `#/components/schemas/Post`. */
export function requestSchemas(document: Node): ReadonlySet<string> {
  const [requests, responses] = [new Set<string>(), new Set<string>()];
  for (const item of Object.values<Node>(document["paths"] ?? {})) {
    for (const [key, part] of Object.entries<Node>(item)) {
      if (key === "parameters") reach(document, part, requests);
      if (typeof part !== "object" || part === null || !("responses" in part)) continue;
      const { responses: given, ...taken } = part;
      reach(document, taken, requests);
      reach(document, given as Node, responses);
    }
  }
  return new Set([...requests].filter((place) => !responses.has(place)));
}

/** Adds whatever a node refers to, and what that refers to. */
function reach(document: Node, node: unknown, found: Set<string>): void {
  if (typeof node !== "object" || node === null) return;
  const { $ref: reference } = node as Node;
  if (typeof reference === "string" && !found.has(reference)) {
    found.add(reference);
    const keys = reference.slice(2).split("/");
    reach(
      document,
      keys.reduce<Node | undefined>((at, key) => at?.[key.replaceAll("~1", "/").replaceAll("~0", "~")], document),
      found,
    );
  }
  for (const child of Object.values(node)) reach(document, child, found);
}

/**
 * A type for what callers give: lists may be read-only, and a field that may be left out may be undefined, which is then left out. For
 * what they get, neither would be true.
 */
export function lenient<Type extends ts.Node>(type: Type): Type {
  const { factory } = ts;
  const visit = (node: ts.Node): ts.Node => {
    const inner = ts.visitEachChild(node, visit, undefined);
    if (ts.isArrayTypeNode(inner)) return factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, inner);
    if (!ts.isPropertySignature(inner) || inner.questionToken === undefined || inner.type === undefined) return inner;
    const orUndefined = factory.createUnionTypeNode([
      inner.type,
      factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword),
    ]);
    const changed = factory.updatePropertySignature(
      inner,
      inner.modifiers,
      inner.name,
      inner.questionToken,
      orUndefined,
    );
    return ts.setSyntheticLeadingComments(changed, ts.getSyntheticLeadingComments(node));
  };
  return ts.visitNode(type, visit) as Type;
}
