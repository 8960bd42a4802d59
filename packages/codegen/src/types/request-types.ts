import ts from "typescript";

import type { Follow, Node } from "../api/model.ts";
import { componentOf, followerOf } from "../api/schemas.ts";

/** The component schemas that only requests hold, by name. What webhooks bring is received, like responses. */
export function requestSchemas(document: Node): ReadonlySet<string> {
  const follow = followerOf(document);
  const [requests, responses] = [new Set<string>(), new Set<string>()];
  reach(document["webhooks"], follow, responses);
  for (const given of Object.values<Node>(document["paths"] ?? {})) {
    const { parameters, ...operations } = follow(given);
    reach(parameters, follow, requests);
    for (const operation of Object.values<unknown>(operations)) {
      if (typeof operation !== "object" || operation === null) continue;
      const { responses: received, callbacks, ...sent } = operation as Node;
      reach(sent, follow, requests);
      reach([received, callbacks], follow, responses);
    }
  }
  const names = [...requests].filter((reference) => !responses.has(reference));
  return new Set(names.flatMap((reference) => componentOf({ $ref: reference }) ?? []));
}

/** Adds whatever a node refers to, and what that refers to. */
function reach(node: unknown, follow: Follow, found: Set<string>): void {
  if (typeof node !== "object" || node === null) return;
  const { $ref: reference } = node as Node;
  if (typeof reference === "string" && !found.has(reference)) {
    found.add(reference);
    reach(follow(node), follow, found);
  }
  for (const child of Object.values(node)) reach(child, follow, found);
}

/**
 * A type for what callers send: lists may be read-only, and an optional field may be undefined, which leaves it out. Neither holds for
 * responses.
 */
export function lenient<Type extends ts.Node>(type: Type): Type {
  const { factory } = ts;
  const visit = (node: ts.Node): ts.Node => {
    const inner = ts.visitEachChild(node, visit, undefined);
    if (ts.isArrayTypeNode(inner) || ts.isTupleTypeNode(inner))
      return factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, inner);
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
