import type { StateHandler } from "./handlers.ts";
import { readPage } from "./paging.ts";
import { Records, type Order, type Page, type SharedRecords } from "./records.ts";
import type { OperationRequest, OperationResponse } from "./service.ts";

/** A record of a collection that clients create. Its fields are those of the API. */
export interface StoredRecord {
  readonly id: string;
  readonly [field: string]: unknown;
}

type Action = "create" | "delete" | "get" | "list" | "update";
type Query = OperationRequest["query"];
type Body = Readonly<Record<string, unknown>>;

/** One collection of an API. Only `name` and `operations` are required. */
export interface CollectionRow<State, Item extends { readonly id: string }, Id extends string> {
  /** What one record is called in errors: `There is no priority "…"`. */
  readonly name: string;
  readonly operations: Readonly<Partial<Record<Action, Id>>>;
  /** The prefix of new ids: `priority` makes `priority_…`. Default: the name. */
  readonly idPrefix?: string;
  /** By query parameter: the field that must have its value, or a test of its own. */
  readonly filters?: Readonly<
    Record<string, (keyof Item & string) | ((item: Item, value: unknown, state: State) => boolean)>
  >;
  /** Default: the newest first. */
  readonly order?: (query: Query) => Order;
  /** The fields that a new record has unless its request says otherwise. */
  readonly defaults?: (records: Records<Item>) => object;
  /** The fields that a request sets, for a body that is not stored as it is sent. May throw an error of the API. */
  readonly fields?: (body: Body, state: State) => object;
  /** Fields of which no two records may have the same value: another one is a conflict. */
  readonly unique?: readonly string[];
  /**
   * Where the records are kept, when the state has them besides. Default: a list of its own, which begins with the documented
   * example of `get`, so that the examples of all its operations find it.
   */
  readonly records?: (state: State) => Records<Item>;
  /** The shared records that can pass the query, so that a walk skips the others. */
  readonly among?: (state: State, query: Query) => SharedRecords<Item> | undefined;
  /** Finds a record by its path parameter. Default: by id. */
  readonly find?: (state: State, id: string) => Item | undefined;
  /** Whether a record is still there. Default: as long as nobody deletes it. */
  readonly isKept?: (item: Item, state: State) => boolean;
  /** A record as the API shows it. Default: a copy of all its fields. */
  readonly show?: (item: Item, state: State) => unknown;
  /** The fields that the response to its creation shows, where those are not all. */
  readonly createdFields?: readonly string[];
  /** The field in which a single record arrives. Default: the API's own way. */
  readonly envelope?: string;
}

/** What the collections of one API have in common. */
export interface CollectionStyle<State> {
  /** The record in the documented response of an operation. */
  readonly example: (operationId: string) => StoredRecord | undefined;
  /** The lists of a tenant that belong to nothing but a collection. */
  readonly lists: (state: State) => Map<string, Records<StoredRecord>>;
  readonly newId: (state: State, prefix: string) => string;
  /** The fields that the service sets when a record is created or updated. */
  readonly created: (state: State) => object;
  readonly updated: (state: State) => object;
  /** The number that orders the records. */
  readonly keyOf: (record: StoredRecord) => number;
  /** Throws the error of the API when there is no such record. */
  readonly found: <Item>(item: Item | undefined, name: string, id: string, parameter: string) => Item;
  readonly conflict: (name: string, field: string) => Error;
  readonly pageBody: (page: Page<unknown>) => unknown;
  readonly itemBody: (item: unknown) => unknown;
  readonly deletedBody: (id: string) => unknown;
}

/** The handlers of one collection, by operationId. Prism has validated what they get. */
export type Collection<State, Id extends string> = Readonly<Record<Id, StateHandler<State>>>;

/** Makes the handlers of a row, whose operations are among those of an API. */
export type DefineCollection<State, OperationId extends string> = <
  const Id extends OperationId,
  Item extends { readonly id: string } = StoredRecord,
>(
  row: CollectionRow<State, Item, Id>,
) => Collection<State, Id>;

/**
 * Makes collections in the style of one API: what is created can be listed, read, updated and deleted, in each tenant on its own.
 * Nothing that goes in or out is shared with what is stored.
 *
 * @example
 * const collection = createCollections<State>(style);
 * const handlers = collection({ name: "priority", operations: { create: "createPriority", list: "listPriorities" } });
 */
export const createCollections =
  <State>(style: CollectionStyle<State>): DefineCollection<State, string> =>
  <const Id extends string, Item extends { readonly id: string } = StoredRecord>(
    row: CollectionRow<State, Item, Id>,
  ): Collection<State, Id> => {
    const { filters = {}, name } = row;
    const recordsIn = row.records ?? ((state: State) => ownList(style, state, row) as unknown as Records<Item>);
    const find = row.find ?? ((state: State, id: string) => recordsIn(state).get(id));
    const { envelope } = row;
    const itemBody = envelope === undefined ? style.itemBody : (item: unknown) => ({ [envelope]: item });
    const isKept = row.isKept ?? (() => true);
    const show = row.show ?? ((item: Item) => structuredClone(item));
    const found = (state: State, path: OperationRequest["path"]): Item => {
      const [parameter = "", id = ""] = Object.entries(path).at(-1) ?? [];
      const item = find(state, id);
      return style.found(item !== undefined && isKept(item, state) ? item : undefined, name, id, parameter);
    };
    const fieldsOf = (state: State, body: unknown): object =>
      structuredClone(row.fields?.(body as Body, state) ?? (body as object));
    const save = (state: State, record: StoredRecord): void => {
      const records = recordsIn(state);
      for (const field of row.unique ?? []) {
        for (const other of records.values()) {
          const value = (other as StoredRecord)[field];
          if (other.id !== record.id && value !== undefined && value === record[field])
            throw style.conflict(name, field);
        }
      }
      records.put(record as unknown as Item);
    };
    const ok = (body: unknown, status = 200): OperationResponse => ({ status, body });

    const actions: Readonly<Record<Action, StateHandler<State>>> = {
      list: (state, request) => {
        const tests = Object.entries(filters).flatMap(([parameter, test]) => {
          const value = request.query[parameter];
          return value === undefined ? [] : [[value, test] as const];
        });
        const among = row.among?.(state, request.query);
        const page = readPage(request, recordsIn(state), {
          list: name,
          order: row.order?.(request.query) ?? "descending",
          ...(among !== undefined && { among }),
          matches: (item) =>
            isKept(item, state) &&
            tests.every(([value, test]) =>
              typeof test === "string" ? item[test] === value : test(item, value, state),
            ),
          show: (item) => show(item, state),
        });
        return ok(style.pageBody(page));
      },
      get: (state, { path }) => ok(itemBody(show(found(state, path), state))),
      create: (state, { body }) => {
        const fields = fieldsOf(state, body);
        const record = {
          id: style.newId(state, row.idPrefix ?? name),
          ...row.defaults?.(recordsIn(state)),
          ...fields,
          ...style.created(state),
        };
        save(state, record);
        const shown = show(record as unknown as Item, state);
        return ok(itemBody(row.createdFields === undefined ? shown : pick(shown as object, row.createdFields)), 201);
      },
      update: (state, { path, body }) => {
        const record = { ...found(state, path), ...fieldsOf(state, body), ...style.updated(state) };
        save(state, record);
        return ok(itemBody(show(record, state)));
      },
      delete: (state, { path }) => {
        const { id } = found(state, path);
        recordsIn(state).remove(id);
        const body = style.deletedBody(id);
        return ok(body, body === undefined ? 204 : 200);
      },
    };
    const handlers = Object.entries<Id | undefined>(row.operations).flatMap(([action, operationId]) =>
      operationId === undefined ? [] : [[operationId, actions[action as Action]] as const],
    );
    return Object.fromEntries(handlers) as Collection<State, Id>;
  };

function ownList<State>(
  { example, keyOf, lists }: CollectionStyle<State>,
  state: State,
  { name, operations }: Pick<CollectionRow<State, never, string>, "name" | "operations">,
): Records<StoredRecord> {
  const first = operations.get && example(operations.get);
  const records = lists(state).get(name) ?? new Records<StoredRecord>(first ? [first] : [], keyOf);
  lists(state).set(name, records);
  return records;
}

const pick = (item: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
