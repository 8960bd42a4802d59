import ts from "typescript";

import { isTypeName } from "../api/names.ts";
import { escapeKey, Problem } from "../api/problem.ts";
import { queryType } from "../source-text.ts";
import { lenient } from "./request-types.ts";

/**
 * Gives the types of openapi-typescript names of their own: a component schema becomes `interface Chat`, and the query of an
 * operation `interface ListChatsQuery`, which `components` and `operations` then refer to. An editor shows `Listing<Chat>` then,
 * and not what a chat consists of.
 *
 * @param nodes what openapi-typescript gives
 * @param requests the names of the component schemas that only requests hold
 * @throws Problem for a name that no type can have, or that another has already
 */
export function nameTypes(nodes: readonly ts.Node[], requests: ReadonlySet<string>): ts.Node[] {
  const named: ts.Statement[] = [];
  const taken = new Set<string>();
  const declare = (name: string, type: ts.TypeNode, comments: ts.Node): ts.TypeNode => {
    const pointer = `#/components/schemas/${escapeKey(name)}`;
    if (!isTypeName(name)) {
      throw new Problem(
        pointer,
        `${name}: no type can have the name of this schema beside those of the generated code; rename it`,
      );
    }
    if (taken.has(name))
      throw new Problem(pointer, `${name}: a query's type has the name of this schema; rename the schema`);
    taken.add(name);
    named.push(declaration(name, type, comments));
    return ts.factory.createTypeReferenceNode(name);
  };
  const rest = nodes.map((node) => {
    if (!ts.isInterfaceDeclaration(node)) return node;
    if (node.name.text === "components") {
      return withMembers(node, (part) => withParameters(nameSchemas(part, declare, requests)));
    }
    if (node.name.text === "operations") return withMembers(node, (operation) => nameQuery(operation, declare));
    return node;
  });
  return [...rest, ...named].map((node) => referToNames(node, taken));
}

/** Names a type where it is looked up in `components`: an alias that led through there to itself would not compile. */
function referToNames(node: ts.Node, names: ReadonlySet<string>): ts.Node {
  const visit = (child: ts.Node): ts.Node => {
    const [owner, kind, name, ...further] = keysOf(child);
    if (owner === "components" && kind === "schemas" && further.length === 0 && name !== undefined && names.has(name)) {
      return ts.factory.createTypeReferenceNode(name);
    }
    return ts.visitEachChild(child, visit, undefined);
  };
  return visit(node);
}

/** What an indexed type consists of: `components`, `schemas` and `Chat` for `components["schemas"]["Chat"]`. */
function keysOf(node: ts.Node): string[] {
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) return [node.typeName.text];
  if (!ts.isIndexedAccessTypeNode(node)) return [];
  const { indexType, objectType } = node;
  return ts.isLiteralTypeNode(indexType) && ts.isStringLiteral(indexType.literal)
    ? [...keysOf(objectType), indexType.literal.text]
    : [];
}

type Declare = (name: string, type: ts.TypeNode, comments: ts.Node) => ts.TypeNode;

function nameSchemas(
  part: ts.PropertySignature,
  declare: Declare,
  requests: ReadonlySet<string>,
): ts.PropertySignature {
  if (nameOf(part) !== "schemas" || part.type === undefined || !ts.isTypeLiteralNode(part.type)) return part;
  const members = part.type.members.map((member) => {
    if (!ts.isPropertySignature(member) || member.type === undefined) return member;
    const type = requests.has(nameOf(member)) ? lenient(member.type) : member.type;
    return withType(member, declare(nameOf(member), type, member));
  });
  return withType(part, ts.factory.createTypeLiteralNode(members));
}

/** Parameters that several operations share are given by callers too. */
const withParameters = (part: ts.PropertySignature): ts.PropertySignature =>
  nameOf(part) === "parameters" && part.type !== undefined ? withType(part, lenient(part.type)) : part;

function nameQuery(operation: ts.PropertySignature, declare: Declare): ts.PropertySignature {
  const name = queryType(nameOf(operation));
  return inside(operation, "parameters", (parameters) =>
    inside(withHeaders(parameters), "query", (query) =>
      query.type !== undefined && ts.isTypeLiteralNode(query.type)
        ? withType(query, declare(name, lenient(query.type), query))
        : query,
    ),
  );
}

const withHeaders = (parameters: ts.PropertySignature): ts.PropertySignature =>
  inside(parameters, "header", (header) =>
    header.type !== undefined && ts.isTypeLiteralNode(header.type) ? withType(header, lenient(header.type)) : header,
  );

/** A property signature whose member of this name is changed. */
function inside(
  owner: ts.PropertySignature,
  name: string,
  change: (member: ts.PropertySignature) => ts.PropertySignature,
): ts.PropertySignature {
  if (owner.type === undefined || !ts.isTypeLiteralNode(owner.type)) return owner;
  const members = owner.type.members.map((member) =>
    ts.isPropertySignature(member) && nameOf(member) === name ? change(member) : member,
  );
  return withType(owner, ts.factory.createTypeLiteralNode(members));
}

function withMembers(
  node: ts.InterfaceDeclaration,
  change: (member: ts.PropertySignature) => ts.PropertySignature,
): ts.InterfaceDeclaration {
  const members = node.members.map((member) => (ts.isPropertySignature(member) ? change(member) : member));
  return ts.factory.updateInterfaceDeclaration(
    node,
    node.modifiers,
    node.name,
    node.typeParameters,
    node.heritageClauses,
    members,
  );
}

function withType(member: ts.PropertySignature, type: ts.TypeNode): ts.PropertySignature {
  return ts.factory.updatePropertySignature(member, member.modifiers, member.name, member.questionToken, type);
}

function declaration(name: string, type: ts.TypeNode, comments: ts.Node): ts.Statement {
  const { factory } = ts;
  const exported = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const statement = ts.isTypeLiteralNode(type)
    ? factory.createInterfaceDeclaration(exported, name, undefined, undefined, type.members)
    : factory.createTypeAliasDeclaration(exported, name, undefined, type);
  return ts.setSyntheticLeadingComments(statement, ts.getSyntheticLeadingComments(comments));
}

function nameOf({ name }: ts.PropertySignature): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : name.getText();
}
