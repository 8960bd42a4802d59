import type { ApiModel, OperationModel } from "./api-model.ts";
import { banner, capitalized, literal, propertyName } from "./source-text.ts";

/** Writes what a code sample has to know of each plain method: how the facade is called for what was entered. */
export function generateSamples(api: ApiModel): string {
  const name = `${capitalized(api.name)}OperationId`;
  const plain = api.operations.filter(({ place }) => place !== undefined && place.handwritten === undefined);
  const rest = api.operations.filter((operation) => !plain.includes(operation));
  const union = (operations: readonly OperationModel[]): string =>
    operations.map(({ id }) => `\n  | "${id}"`).join("") || " never";
  return `${banner(api.name)}
import type { PlainCall } from "../../code/plain-call.ts";

/** The operations whose method of the facade is generated. */
export type Plain${name} =${union(plain)};

/** The operations for which the facade is called in a way of their own. */
export type Handwritten${name} =${union(rest)};

export type ${name} = Plain${name} | Handwritten${name};

export const ${api.name}PlainCalls: Readonly<Record<Plain${name}, PlainCall>> = {
${plain.map((operation) => `  ${propertyName(operation.id)}: ${literal(sampleOf(operation))},`).join("\n")}
};
`;
}

function sampleOf({ body, hasQuery, pathParameters, place, result }: OperationModel): object {
  return {
    method: [place?.resource, place?.method],
    path: pathParameters.map(({ name }) => name),
    ...(body !== undefined && { hasBody: true }),
    ...(hasQuery && { hasQuery: true }),
    ...(result.kind === "listing" && { isListing: true }),
    result: resultName(place?.resource ?? "", place?.method ?? "", result),
  };
}

/** What a sample calls the result. */
function resultName(resource: string, method: string, result: OperationModel["result"]): string {
  if (result.kind === "nothing") return "result";
  if (result.kind === "listing" || result.kind === "items") return method === "list" ? resource : method;
  return result.type.charAt(0).toLowerCase() + result.type.slice(1);
}
