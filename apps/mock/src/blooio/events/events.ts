import type { CollectionRow } from "../../model/collection.ts";
import type { State } from "../state.ts";
import type { StoredEvent } from "./emit.ts";

/** What happened in a tenant, as a row of a collection. */
export const eventRow: CollectionRow<State, StoredEvent, "getEvent" | "listEvents"> = {
  name: "event",
  operations: { list: "listEvents", get: "getEvent" },
  records: ({ events }) => events(),
  filters: {
    type: ({ type }, value) => matchesType(type, String(value)),
    chat_id: "chat_id",
    message_id: "message_id",
  },
};

/** Whether a type is the one that a filter names, or begins as its wildcard says: `message.*`, `*`. */
const matchesType = (type: string, filter: string): boolean =>
  filter.endsWith("*") ? type.startsWith(filter.slice(0, -1)) : type === filter;
