import type { ApiModel } from "./api/model.ts";
import { banner, capitalized, unionOf } from "./source-text.ts";

/** Writes the names of an API's operations as a type, for those who have no client: a name that a spec no longer has does not compile. */
export function generateOperationIds({ name, operations }: ApiModel): string {
  return `${banner(name)}
/** The operationIds of the spec. */
export type ${capitalized(name)}OperationId =${unionOf(operations.map(({ id }) => id))};
`;
}
