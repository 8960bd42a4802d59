import type { ApiModel } from "./api-model.ts";
import { banner, capitalized } from "./source-text.ts";

/** Writes the names of an API's operations as a type, for those who have no client: a name that a spec no longer has does not compile. */
export function generateOperationIds(api: ApiModel): string {
  const ids = api.operations.map(({ id }) => `  | "${id}"`);
  return `${banner(api.name)}
/** The operationIds of the spec. */
export type ${capitalized(api.name)}OperationId =
${ids.join("\n")};
`;
}
