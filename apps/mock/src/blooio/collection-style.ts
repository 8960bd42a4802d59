import type { CollectionStyle } from "../model/collection.ts";
import { conflict, found } from "./errors.ts";
import { pageBody } from "./pages.ts";
import { exampleRecords } from "./generated/examples.ts";
import type { BlooioOperationId } from "./generated/operations.ts";
import type { State } from "./state.ts";

/** How Blooio shapes what is created, listed, read, updated and deleted. */
export const style: CollectionStyle<State> = {
  example: (operationId) => exampleRecords[operationId as BlooioOperationId],
  lists: ({ lists }) => lists,
  newId: ({ clock, ids }, prefix) => ids.next(prefix, clock.now()),
  created: ({ clock }) => ({ created_at: clock.now(), updated_at: clock.now() }),
  updated: ({ clock }) => ({ updated_at: clock.now() }),
  keyOf: ({ created_at: createdAt }) => Number(createdAt),
  found,
  conflict: (name, field) => conflict("conflict", `Another ${name} has this ${field}.`),
  pageBody,
  itemBody: (item) => ({ data: item }),
  deletedBody: (id) => ({ data: { id, deleted: true } }),
};
