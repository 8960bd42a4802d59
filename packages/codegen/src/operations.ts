import type { ApiModel, OperationModel } from "./api/model.ts";
import type { BoundsOfApi } from "./bounds.ts";
import { banner, literal, queryType, typeImport, valueImport } from "./source-text.ts";

/** Writes a typed constant for each operation, and what the document says of all of them. */
export function generateOperations(api: ApiModel, { constantOf }: BoundsOfApi): string {
  const written = api.operations.map((operation) => {
    const bounds = operation.body && constantOf(operation.body.type);
    return { bounds, types: typesOf(operation), code: constant(operation, bounds) };
  });
  const keyed = api.operations.filter(({ isKeyed }) => isKeyed).map(({ path }) => path);
  const limited = api.operations.flatMap(({ method, path, rateLimit }) =>
    rateLimit === undefined ? [] : [[`${method} ${path}`, rateLimit] as const],
  );
  const imports = [
    valueImport(
      written.flatMap(({ bounds }) => bounds ?? []),
      "./bounds.ts",
    ),
    typeImport(
      written.flatMap(({ types }) => types),
      "./schema.ts",
    ),
  ].join("");
  return [
    `${banner(api.name)}\nimport type { Operation, Pagination, RateLimits } from "@switchboard/typed-fetch";\n`,
    ...(imports === "" ? [] : [imports]),
    `/** The address of the real service. */\nexport const serverUrl = ${literal(api.serverUrl)};\n`,
    `/** How lists page. */\nexport const pagination: Pagination = ${literal(api.pagination)};\n`,
    `/** The paths on which the service honours an \`Idempotency-Key\`. */`,
    `export const keyedPaths: ReadonlySet<string> = /* @__PURE__ */ new Set(${literal(keyed)});\n`,
    `/** How many requests a minute the service takes on each route for which it documents a limit, of one user. */`,
    `export const rateLimits: RateLimits = ${literal(Object.fromEntries(limited))};\n`,
    ...written.map(({ code }) => code),
  ].join("\n");
}

function constant(operation: OperationModel, bounds: string | undefined): string {
  const { id, mayBeEmpty, method, path } = operation;
  const fields = [
    `id: "${id}", method: "${method}", path: ${literal(path)}`,
    ...(bounds === undefined ? [] : [`bounds: ${bounds}`]),
    ...(mayBeEmpty ? ["isEmpty: true"] : []),
  ];
  return `export const ${id}: ${operationType(operation)} = { ${fields.join(", ")} };\n`;
}

function operationType(operation: OperationModel): string {
  const { mayBeEmpty, result, successTypes } = operation;
  const input = inputOf(operation);
  const output = [...successTypes, ...(mayBeEmpty ? ["undefined"] : [])].join(" | ") || "never";
  const item = result.kind === "listing" ? `, ${result.item}` : "";
  return `Operation<${input.length === 0 ? "object" : `{ ${input.join("; ")} }`}, ${output}${item}>`;
}

function inputOf({ body, headers, id, pathParameters, query }: OperationModel): string[] {
  const path = pathParameters.map(({ name }) => `readonly ${name}: string`).join("; ");
  const field = (name: string, type: string, isRequired: boolean): string =>
    `readonly ${name}${isRequired ? "" : "?"}: ${type}${isRequired ? "" : " | undefined"}`;
  return [
    ...(path === "" ? [] : [`readonly path: { ${path} }`]),
    ...(query === "none" ? [] : [field("query", queryType(id), query === "required")]),
    ...(headers === "none"
      ? []
      : [field("header", `operations["${id}"]["parameters"]["header"]`, headers === "required")]),
    ...(body === undefined ? [] : [field("body", body.type, body.isRequired)]),
  ];
}

/** The types that the type of a constant names. */
const typesOf = ({ body, headers, id, query, result, successTypes }: OperationModel): string[] => [
  ...successTypes,
  ...(body === undefined ? [] : [body.type]),
  ...(query === "none" ? [] : [queryType(id)]),
  ...(headers === "none" ? [] : ["operations"]),
  ...(result.kind === "listing" ? [result.item] : []),
];
