import type { CollectionStyle } from "../model/collection.ts";
import { isoTime } from "../model/iso-time.ts";
import { BlotatoError, found } from "./errors.ts";
import { pageBody } from "./pages.ts";
import { exampleRecords } from "./generated/examples.ts";
import type { BlotatoOperationId } from "./generated/operations.ts";
import type { State } from "./state.ts";
import { drawUuid } from "./uuid.ts";

/** How Blotato shapes what is created, listed, read, updated and deleted. */
export const style: CollectionStyle<State> = {
  example: (operationId) => exampleRecords[operationId as BlotatoOperationId],
  lists: ({ lists }) => lists,
  newId: ({ random }) => drawUuid(random),
  created: ({ clock }) => ({ createdAt: isoTime(clock.now()), updatedAt: isoTime(clock.now()) }),
  updated: ({ clock }) => ({ updatedAt: isoTime(clock.now()) }),
  // The example of a source does not say when it was created.
  keyOf: ({ createdAt }) => Date.parse(String(createdAt)) || 0,
  found,
  conflict: (name, field) => new BlotatoError(409, `${field}: another ${name} has it already`),
  pageBody,
  itemBody: (item) => item,
  deletedBody: () => undefined,
};
