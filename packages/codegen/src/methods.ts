import type { ApiModel, OperationModel, Parameter } from "./api-model.ts";
import {
  banner,
  capitalized,
  docComment,
  literal,
  queryType,
  typeImport,
  valueImport,
  wideLiteral,
} from "./source-text.ts";

/**
 * Writes the plain methods of a facade, those that are one call of one operation: a file for each resource, and one that puts them
 * together.
 *
 * @returns the files by name
 */
export function generateMethods(api: ApiModel): ReadonlyMap<string, string> {
  const plain = api.operations.filter(({ place }) => place !== undefined && place.handwritten === undefined);
  const byResource = Map.groupBy(plain, ({ place }) => place?.resource ?? "");
  const names = [...byResource.keys()].toSorted();
  return new Map([
    ...names.map(
      (resource) => [`${fileName(resource)}.ts`, resourceFile(api, resource, byResource.get(resource) ?? [])] as const,
    ),
    ["index.ts", indexFile(api, names)],
  ]);
}

const fileName = (resource: string): string => resource.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

interface Method {
  readonly declaration: string;
  readonly code: string;
  readonly types: readonly string[];
  readonly reader: string | undefined;
  readonly isListing: boolean;
}

function resourceFile(api: ApiModel, resource: string, operations: readonly OperationModel[]): string {
  const written = operations.map((operation) => methodOf(api, operation));
  const name = `Plain${capitalized(resource)}`;
  const isListing = written.some((method) => method.isListing);
  const isCall = written.some((method) => !method.isListing);
  const readers = new Set(written.flatMap(({ reader }) => (reader === undefined ? [] : [reader.replace(/\(.*/, "")])));
  const core = [isCall ? "call" : "", isListing ? "list" : ""].filter((part) => part !== "").join(", ");
  const description = api.resources.get(resource);
  return [
    `${banner(api.name)}\n`,
    valueImport(
      operations.map(({ id }) => id),
      `@switchboard/${api.name}/operations`,
    ),
    typeImport(
      written.flatMap(({ types }) => types),
      `@switchboard/${api.name}`,
    ),
    "",
    isCall ? `import type { ApiPromise } from "../../core/api-promise.ts";\n` : "",
    `import type { Core } from "../../core/client.ts";\n`,
    isCall ? `import type { CallOptions } from "../../core/options.ts";\n` : "",
    isListing ? `import type { Listing, ListOptions } from "../../core/pagination.ts";\n` : "",
    readers.size === 0 ? "" : `import { ${[...readers].toSorted().join(", ")} } from "../../core/result.ts";\n`,
    "",
    `\n${docComment([`${description === undefined || description === "" ? capitalized(resource) : description} Each method is one call of one operation.`], "")}\n`,
    `export interface ${name} {\n${written.map(({ declaration }) => declaration).join("\n\n")}\n}\n`,
    `\nexport const plain${capitalized(resource)} = ({ ${core} }: Core): ${name} => ({\n${written.map(({ code }) => `  ${code}\n`).join("")}});\n`,
  ].join("");
}

function indexFile(api: ApiModel, resources: readonly string[]): string {
  const client = `Plain${capitalized(api.name)}`;
  const imports = resources.map(
    (resource) =>
      `import { plain${capitalized(resource)}, type Plain${capitalized(resource)} } from "./${fileName(resource)}.ts";\n`,
  );
  const names = resources.flatMap((resource) => [
    `type Plain${capitalized(resource)}`,
    `plain${capitalized(resource)}`,
  ]);
  return [
    banner(api.name),
    `\nimport type { Core } from "../../core/client.ts";\n`,
    ...imports,
    `\nexport { ${names.join(", ")} };\n`,
    `\n/** The plain methods of a client, by resource. */\nexport interface ${client} {\n`,
    ...resources.map((resource) => `  readonly ${resource}: Plain${capitalized(resource)};\n`),
    `}\n\nexport const plain${capitalized(api.name)} = (core: Core): ${client} => ({\n`,
    ...resources.map((resource) => `  ${resource}: plain${capitalized(resource)}(core),\n`),
    `});\n`,
  ].join("");
}

function methodOf(api: ApiModel, operation: OperationModel): Method {
  const { body, hasQuery, id, pathParameters, place, result } = operation;
  const isListing = result.kind === "listing";
  const optionsType = isListing ? "ListOptions" : "CallOptions";
  const parameters = [
    ...pathParameters.map(({ name }) => ({ name, code: `${name}: string` })),
    ...(body === undefined ? [] : [{ name: "body", code: `body${body.isRequired ? "" : "?"}: ${body.type}` }]),
    ...(hasQuery ? [{ name: "query", code: `query?: ${queryType(id)}` }] : []),
    { name: "options", code: `options?: ${optionsType}` },
  ];
  const input = [
    pathParameters.length === 0 ? "" : `path: { ${pathParameters.map(({ name }) => name).join(", ")} }`,
    body === undefined ? "" : "body",
    hasQuery ? "query" : "",
  ].filter((part) => part !== "");
  const reader = readerOf(api, operation);
  const args = [
    id,
    input.length === 0 ? "{}" : `{ ${input.join(", ")} }`,
    "options",
    ...(reader === undefined ? [] : [reader]),
  ];
  const signature = `${place?.method ?? id}(${parameters.map(({ code }) => code).join(", ")}): ${returnType(operation)};`;
  return {
    declaration: `${docComment(documentation(api, operation), "  ")}\n  ${signature}`,
    code: `${place?.method ?? id}: (${parameters.map(({ name }) => name).join(", ")}) => ${isListing ? "list" : "call"}(${args.join(", ")}),`,
    types: [...(body === undefined ? [] : [body.type]), ...(hasQuery ? [queryType(id)] : []), ...resultType(operation)],
    reader,
    isListing,
  };
}

const resultType = ({ result }: OperationModel): string[] =>
  result.kind === "nothing" ? [] : [result.kind === "listing" || result.kind === "items" ? result.item : result.type];

function returnType(operation: OperationModel): string {
  const [type = "undefined"] = resultType(operation);
  const { kind } = operation.result;
  if (kind === "listing") return `Listing<${type}>`;
  return `ApiPromise<${type}${kind === "items" ? "[]" : ""}>`;
}

/** How a success is read, where it is more than a JSON object. */
function readerOf(api: ApiModel, { method, result }: OperationModel): string | undefined {
  if (result.kind === "items") return `itemsIn("${result.field}")`;
  if (result.kind === "enveloped") return "dataOf";
  if (result.kind !== "whole" || method !== "POST") return undefined;
  // What was made is of no use without its id.
  const required = (api.follow({ $ref: `#/components/schemas/${result.type}` })["required"] ?? []) as readonly string[];
  return required.includes("id") ? `withText("id")` : undefined;
}

function documentation(api: ApiModel, operation: OperationModel): string[] {
  const { body, description, errors, pathParameters, summary } = operation;
  const parameters = pathParameters.map(({ name, description: text }) => `@param ${name} ${oneLine(text)}`);
  const throws = [...errors]
    // Each call may get these.
    .filter(([status]) => ![401, 500].includes(status))
    .map(([status, reason]) => `@throws ApiError with the status ${status}: ${oneLine(reason)}`);
  const tags = [...parameters, ...throws].join("\n");
  const caption = body?.examples[0]?.summary;
  return [
    `${oneLine(summary)}.`,
    ...(description === "" ? [] : [oneLine(description)]),
    ...(tags === "" ? [] : [tags]),
    `@example${caption === undefined ? "" : ` ${caption}`}\n${exampleOf(api, operation)}`,
  ];
}

const oneLine = (text: string): string => text.trim().replaceAll(/\s+/g, " ");

function exampleOf(api: ApiModel, { body, pathParameters, place, queryExample, result }: OperationModel): string {
  const { method, resource } = place ?? { method: "", resource: "" };
  const args = [
    ...pathParameters.map(({ example, name }: Parameter) => literal(example ?? name)),
    ...(body?.examples[0] === undefined ? [] : [wideLiteral(body.examples[0].value, 60)]),
    ...(queryExample === undefined ? [] : [wideLiteral(queryExample, 60)]),
  ];
  const call = `${api.name}.${resource}.${method}(${args.join(", ")})`;
  if (result.kind === "listing") {
    const name = lowered(result.item);
    return `for await (const ${name} of ${call}) console.log(${name});`;
  }
  if (result.kind === "nothing") return `await ${call};`;
  if (result.kind === "items") return `const ${method === "list" ? resource : method} = await ${call};`;
  return `const ${lowered(result.type)} = await ${call};`;
}

const lowered = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
