import type { ApiModel, PlainOperation } from "./api/model.ts";
import { documentationOf, words } from "./methods/documentation.ts";
import { banner, capitalized, docComment, queryType, typeImport, valueImport } from "./source-text.ts";

/**
 * Writes the plain methods of a facade, those that are one call of one operation: a file for each resource, and one that puts them
 * together.
 *
 * @returns the texts of the files by name
 */
export function generateMethods(api: ApiModel): ReadonlyMap<string, string> {
  const byResource = Map.groupBy(api.plain, ({ place }) => place.resource);
  const resources = [...byResource.keys()].toSorted();
  return new Map([
    ...[...byResource].map(
      ([resource, operations]) => [`${fileName(resource)}.ts`, resourceFile(api, resource, operations)] as const,
    ),
    ["index.ts", indexFile(api, resources)],
  ]);
}

const fileName = (resource: string): string => resource.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

interface Method {
  readonly declaration: string;
  readonly code: string;
  /** The types that it names. */
  readonly types: readonly string[];
  /** What of the core it uses to read its result. */
  readonly reader: string | undefined;
  readonly isListing: boolean;
}

function resourceFile(api: ApiModel, resource: string, operations: readonly PlainOperation[]): string {
  const written = operations.map((operation) => methodOf(api, operation));
  const name = `Plain${capitalized(resource)}`;
  const hasListing = written.some((method) => method.isListing);
  const hasCall = written.some((method) => !method.isListing);
  const readers = new Set(written.flatMap(({ reader }) => reader ?? []));
  const core = [...(hasCall ? ["call"] : []), ...(hasListing ? ["list"] : [])].join(", ");
  // Each of them has a tag of its own or shares one with others; the first stands for all.
  const description = words(api.tags.get(operations[0]?.tag ?? "") ?? "") || `${capitalized(resource)}.`;
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
    hasCall ? `import type { ApiPromise } from "../../core/api-promise.ts";\n` : "",
    `import type { Core } from "../../core/client.ts";\n`,
    hasCall ? `import type { CallOptions } from "../../core/options.ts";\n` : "",
    hasListing ? `import type { Listing, ListOptions } from "../../core/pagination.ts";\n` : "",
    valueImport(readers, "../../core/result.ts"),
    `\n${docComment([`${description} Each method is one call of one operation.`])}\n`,
    `export interface ${name} {\n${written.map(({ declaration }) => declaration).join("\n\n")}\n}\n`,
    `\nexport const plain${capitalized(resource)} = ({ ${core} }: Core): ${name} => ({\n${written.map(({ code }) => `  ${code}\n`).join("")}});\n`,
  ].join("");
}

function indexFile(api: ApiModel, resources: readonly string[]): string {
  const client = `Plain${capitalized(api.name)}`;
  const names = resources.flatMap((resource) => [
    `type Plain${capitalized(resource)}`,
    `plain${capitalized(resource)}`,
  ]);
  return [
    banner(api.name),
    `\nimport type { Core } from "../../core/client.ts";\n`,
    ...resources.map(
      (resource) =>
        `import { plain${capitalized(resource)}, type Plain${capitalized(resource)} } from "./${fileName(resource)}.ts";\n`,
    ),
    `\nexport { ${names.join(", ")} };\n`,
    `\n/** The plain methods of a client, by resource. */\nexport interface ${client} {\n`,
    ...resources.map((resource) => `  readonly ${resource}: Plain${capitalized(resource)};\n`),
    `}\n\nexport const plain${capitalized(api.name)} = (core: Core): ${client} => ({\n`,
    ...resources.map((resource) => `  ${resource}: plain${capitalized(resource)}(core),\n`),
    `});\n`,
  ].join("");
}

function methodOf(api: ApiModel, operation: PlainOperation): Method {
  const { id, pathParameters, place, result } = operation;
  const isListing = result.kind === "listing";
  const inputs = inputsOf(operation);
  const path = pathParameters.map(({ name }) => name).join(", ");
  const input = [...(path === "" ? [] : [`path: { ${path} }`]), ...inputs.map(({ name }) => name)].join(", ");
  const reading = readingOf(operation);
  const args = [id, input === "" ? "{}" : `{ ${input} }`, "options", ...(reading === undefined ? [] : [reading.code])];
  const signature = [
    ...pathParameters.map(({ name }) => `${name}: string`),
    ...inputs.map(({ code }) => code),
    `options?: ${isListing ? "ListOptions" : "CallOptions"}`,
  ].join(", ");
  const names = [...pathParameters, ...inputs, { name: "options" }].map(({ name }) => name).join(", ");
  return {
    declaration: `${docComment(documentationOf(api, operation), "  ")}\n  ${place.method}(${signature}): ${returnType(operation)};`,
    code: `${place.method}: (${names}) => ${isListing ? "list" : "call"}(${args.join(", ")}),`,
    types: [...inputs.map(({ type }) => type), ...resultTypes(operation)],
    reader: reading?.reader,
    isListing,
  };
}

/** The body and the query, as parameters. */
function inputsOf({ body, id, query }: PlainOperation): { name: string; type: string; code: string }[] {
  const inputs = [
    ...(body === undefined ? [] : [{ name: "body", type: body.type, isRequired: body.isRequired }]),
    ...(query === "none" ? [] : [{ name: "query", type: queryType(id), isRequired: query === "required" }]),
  ];
  return inputs.map(({ isRequired, name, type }, index) => {
    if (isRequired) return { name, type, code: `${name}: ${type}` };
    // One that may be left out cannot stand before one that may not.
    const isLast = !inputs.slice(index).some((input) => input.isRequired);
    return { name, type, code: isLast ? `${name}?: ${type}` : `${name}: ${type} | undefined` };
  });
}

const resultTypes = ({ result }: PlainOperation): string[] =>
  result.kind === "nothing" ? [] : ["item" in result ? result.item : result.type];

function returnType(operation: PlainOperation): string {
  const [type = "undefined"] = resultTypes(operation);
  const { kind } = operation.result;
  if (kind === "listing") return `Listing<${type}>`;
  return `ApiPromise<${type}${kind === "items" ? "[]" : ""}>`;
}

/** How a success is read, where it is more than a JSON object. */
function readingOf({ result }: PlainOperation): { readonly reader: string; readonly code: string } | undefined {
  if (result.kind === "items") return { reader: "itemsIn", code: `itemsIn(${JSON.stringify(result.field)})` };
  if (result.kind === "enveloped") return { reader: "objectIn", code: `objectIn(${JSON.stringify(result.field)})` };
  return result.kind === "whole" && result.hasId ? { reader: "withText", code: `withText("id")` } : undefined;
}
