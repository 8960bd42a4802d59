import { operationChanges } from "./operation-changes.ts";
import type { RatedChange } from "./rated-changes.ts";
import { requestChanges } from "./request-changes.ts";
import { responseChanges } from "./response-changes.ts";

/** Every change of the tables, each with a title of its own. */
export const allChanges: readonly RatedChange[] = Object.entries({
  "a response": responseChanges,
  "a request": requestChanges,
  "the API": operationChanges,
}).flatMap(([part, rows]) => rows.map(([title, ...row]): RatedChange => [`${part}: ${title}`, ...row]));
