import { facadePlaces } from "./facade-places.ts";
import { paginationFields } from "./pagination-fields.ts";
import { plannedOperations } from "./planned-operations.ts";
import { unreferencedParts } from "./unreferenced-parts.ts";

/** Rules for what our specs say beyond OpenAPI. `specs/redocly.yaml` turns them on. */
export default function plugin(): object {
  return {
    id: "switchboard",
    rules: {
      oas3: {
        "facade-places": facadePlaces,
        "pagination-fields": paginationFields,
        "planned-operations": plannedOperations,
        "unreferenced-parts": unreferencedParts,
      },
    },
  };
}
