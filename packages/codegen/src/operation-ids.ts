import type { ApiModel } from "./api/model.ts";
import { banner, capitalized, literal, unionOf } from "./source-text.ts";

/**
 * Writes the names of an API's operations as a type, for those who have no client: a name that a spec no longer has does not compile.
 * Where the spec has limits, they come with it.
 */
export function generateOperationIds({ name, operations }: ApiModel): string {
  const type = `${capitalized(name)}OperationId`;
  const limits = Object.fromEntries(operations.flatMap(({ id, rateLimit }) => (rateLimit ? [[id, rateLimit]] : [])));
  const text = `${banner(name)}
/** The operationIds of the spec. */
export type ${type} =${unionOf(operations.map(({ id }) => id))};
`;
  if (Object.keys(limits).length === 0) return text;
  return `${text}
/** Requests per minute, of the operations that have a limit. */
export const rateLimits: Readonly<Partial<Record<${type}, number>>> = ${literal(limits)};
`;
}
