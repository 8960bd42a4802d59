import type { ApiModel, PlainOperation } from "./api/model.ts";
import { resultName } from "./methods/result-name.ts";
import { banner, capitalized, literal, propertyName, unionOf } from "./source-text.ts";

/** Writes how the facade is called for each plain method, so that a code sample can be made from what a person entered. */
export function generateSamples({ name: api, operations, plain }: ApiModel): string {
  const name = `${capitalized(api)}OperationId`;
  const handwritten = operations.filter(({ place }) => place?.handwritten !== undefined);
  const rawOnly = operations.filter(({ place }) => place === undefined);
  const union = (some: readonly { readonly id: string }[]): string => unionOf(some.map(({ id }) => id));
  return `${banner(api)}
import type { PlainCall } from "../../code/plain-call.ts";

/** The operations whose method of the facade is generated. */
export type Plain${name} =${union(plain)};

/** The operations for which the facade is called in a way of their own. */
export type Handwritten${name} =${union(handwritten)};

export type ${name} = Plain${name} | Handwritten${name}${rawOnly.length === 0 ? "" : union(rawOnly)};

export const ${api}PlainCalls: Readonly<Record<Plain${name}, PlainCall>> = {
${plain.map((operation) => `  ${propertyName(operation.id)}: ${literal(sampleOf(operation))},\n`).join("")}};
`;
}

function sampleOf(operation: PlainOperation): object {
  const { body, pathParameters, place, query, result } = operation;
  return {
    method: [place.resource, place.method],
    path: pathParameters.map(({ name }) => name),
    ...(body !== undefined && { hasBody: true }),
    ...(body !== undefined && body.files.length > 0 && { files: body.files }),
    ...(query !== "none" && { hasQuery: true }),
    ...(result.kind === "listing" && { isListing: true }),
    result: resultName(operation),
  };
}
