import type { ApiModel, OperationModel } from "./api-model.ts";
import type { BoundsOfApi } from "./bounds.ts";
import { banner, literal, queryType, typeImport, valueImport } from "./source-text.ts";

/** Writes a typed constant for each operation, and what the document says of all of them. */
export function generateOperations(api: ApiModel, { constantOf }: BoundsOfApi): string {
  const types: string[] = [];
  const bounds: string[] = [];
  const constants = api.operations.map((operation) => {
    const limit = operation.body && constantOf(operation.body.type);
    if (limit !== undefined) bounds.push(limit);
    types.push(...typesOf(operation));
    const { id, method, path } = operation;
    const fields = [
      `id: "${id}"`,
      `method: "${method}"`,
      `path: "${path}"`,
      ...(limit === undefined ? [] : [`bounds: ${limit}`]),
      ...(operation.successTypes.length > 0 ? [] : ["isEmpty: true"]),
    ];
    const value = `{ ${fields.join(", ")} }`;
    return `export const ${id}: ${operationType(operation)} = ${value};\n`;
  });
  const keyed = api.operations.filter(({ isKeyed }) => isKeyed).map(({ path }) => path);
  return [
    banner(api.name),
    `import type { Operation, Pagination } from "@switchboard/typed-fetch";\n`,
    valueImport(bounds, "./bounds.ts") +
      typeImport(
        [...types, ...(api.operations.some(({ hasHeaders }) => hasHeaders) ? ["operations"] : [])],
        "./schema.ts",
      ),
    `/** The address of the real service. */\nexport const serverUrl = "${api.serverUrl}";\n`,
    `/** How lists page. */\nexport const pagination: Pagination = ${literal(api.pagination)};\n`,
    `/** The paths on which the service honours an \`Idempotency-Key\`. */`,
    `export const keyedPaths: ReadonlySet<string> = /* @__PURE__ */ new Set(${literal(keyed)});\n`,
    ...constants,
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function typesOf({ body, hasQuery, id, result, successTypes }: OperationModel): string[] {
  return [
    ...successTypes,
    ...(body === undefined ? [] : [body.type]),
    ...(hasQuery ? [queryType(id)] : []),
    ...(result.kind === "listing" ? [result.item] : []),
  ];
}

function operationType(operation: OperationModel): string {
  const { body, hasHeaders, hasQuery, id, pathParameters, result, successTypes } = operation;
  const path = pathParameters.map(({ name }) => `readonly ${name}: string`).join("; ");
  const input = [
    path === "" ? "" : `readonly path: { ${path} }`,
    hasQuery ? `readonly query?: ${queryType(id)} | undefined` : "",
    hasHeaders ? `readonly header?: operations["${id}"]["parameters"]["header"]` : "",
    body === undefined
      ? ""
      : `readonly body${body.isRequired ? "" : "?"}: ${body.type}${body.isRequired ? "" : " | undefined"}`,
  ].filter((part) => part !== "");
  const output = successTypes.join(" | ") || "undefined";
  const item = result.kind === "listing" ? `, ${result.item}` : "";
  return `Operation<${input.length === 0 ? "object" : `{ ${input.join("; ")} }`}, ${output}${item}>`;
}
