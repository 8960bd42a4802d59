import { changesBetween, type Change } from "../changes/rate-changes.ts";
import type { ApiFacts } from "../facts/api-facts.ts";
import { DocumentError, reasonOf } from "../facts/document-error.ts";
import { pointerOf } from "../facts/json.ts";
import { readOurs } from "../facts/read-openapi.ts";
import type { ReportLine } from "./report-line.ts";
import type { SpecFile } from "./spec-file.ts";

/** The changes of a document, for the callers of either package. */
export interface ComparedDocuments {
  readonly client: readonly ReportLine[];
  readonly facade: readonly ReportLine[];
  /** The names of operations that the base does not have. */
  readonly added: readonly string[];
}

/**
 * Compares two versions of a document.
 *
 * @param api its name, as the facade has it
 * @throws DocumentError naming the document that cannot be compared
 */
export function compareDocuments(api: string, base: SpecFile, now: SpecFile): ComparedDocuments {
  const [before, after] = [factsOf(base), factsOf(now)];
  const changes = changesBetween(api, before, after);
  const linesFor = (target: Change["package"]): ReportLine[] =>
    changes
      .filter((change) => change.package === target)
      .map(({ rating, reason, operations, change, at }) => ({
        rating,
        reason,
        operations,
        change,
        place: (at.document === "before" ? base : now).placeOf(pointerOf(at.pointer, at.keyword ?? "")),
      }));
  const added = [...after.operations].filter(([key]) => !before.operations.has(key));
  return {
    client: linesFor("client"),
    facade: linesFor("facade"),
    added: added.map(([, { method, operationId, path }]) => operationId ?? `${method} ${path}`),
  };
}

function factsOf({ document, name }: SpecFile): ApiFacts {
  try {
    return readOurs(document);
  } catch (error) {
    throw new DocumentError(`${name}: ${reasonOf(error)}`, { cause: error });
  }
}
