import { describe, expect, test } from "vitest";

import { createCollections, type CollectionRow, type StoredRecord } from "../../src/model/collection.ts";
import { handlersOver } from "../../src/model/handlers.ts";
import { InvalidCursorError } from "../../src/model/keyset-cursor.ts";
import { Records } from "../../src/model/records.ts";
import type { OperationRequest, OperationResponse } from "../../src/model/service.ts";

interface State {
  readonly lists: Map<string, Records<StoredRecord>>;
  clock: number;
}

class StyleError extends Error {}

const collection = createCollections<State>({
  example: (operationId) => (operationId === "documented" ? { id: "box-0", at: 1 } : undefined),
  lists: ({ lists }) => lists,
  newId: (state, prefix) => `${prefix}-${(state.clock += 1)}`,
  created: ({ clock }) => ({ at: clock, changed: clock }),
  updated: (state) => ({ changed: (state.clock += 1) }),
  keyOf: ({ at }) => Number(at),
  found: (item, name, id, parameter) => {
    if (item === undefined) throw new StyleError(`404 ${name} ${id} ${parameter}`);
    return item;
  },
  conflict: (name, field) => new StyleError(`409 ${name} ${field}`),
  pageBody: ({ items, nextCursor }) => ({ items, nextCursor }),
  itemBody: (item) => ({ item }),
  deletedBody: (id) => ({ deleted: id }),
});

const operations = { create: "make", list: "list", get: "get", update: "change", delete: "drop" } as const;
type Id = "documented" | (typeof operations)[keyof typeof operations];
interface Page {
  readonly items: readonly StoredRecord[];
  readonly nextCursor: string | undefined;
}

/** A tenant with one collection. */
function tenant(row: Partial<CollectionRow<State, StoredRecord, Id>> = {}) {
  const handlers = handlersOver({ lists: new Map(), clock: 0 }, collection({ name: "box", operations, ...row }));
  const call = (operationId: Id, request: Partial<OperationRequest> = {}): OperationResponse => {
    const handler = handlers[operationId];
    if (handler === undefined) throw new Error(`no handler ${operationId}`);
    return handler({ operationId, path: {}, query: {}, headers: {}, body: undefined, ...request });
  };
  const make = (body: object): StoredRecord => (call("make", { body }).body as { readonly item: StoredRecord }).item;
  const list = (query: OperationRequest["query"] = {}): Page => call("list", { query }).body as Page;
  return { call, make, list };
}

const named = (items: readonly StoredRecord[]): unknown[] => items.map(({ name }) => name);

test("what is created is listed, read, updated and deleted", () => {
  const { call, list, make } = tenant();
  const made = make({ name: "a" });
  expect(made).toEqual({ id: "box-1", name: "a", at: 1, changed: 1 });
  expect(call("change", { path: { boxId: made.id }, body: { name: "b" } })).toEqual({
    status: 200,
    body: { item: { id: "box-1", name: "b", at: 1, changed: 2 } },
  });
  expect(named(list().items)).toEqual(["b"]);
  expect(call("drop", { path: { boxId: made.id } })).toEqual({ status: 200, body: { deleted: "box-1" } });
  expect(list().items).toEqual([]);
});

test.each(["get", "change", "drop"] as const)("%s of an id that nothing has is the style's 404", (operationId) => {
  const { call } = tenant();
  const request = { path: { shelfId: "s", boxId: "nothing" }, body: {} };
  expect(() => call(operationId, request)).toThrow("404 box nothing boxId");
});

describe("a list", () => {
  test("filters by a field, or by a test of its own, and combines filters", () => {
    const { list, make } = tenant({
      filters: { colour: "colour", longer: ({ name }, value) => String(name).length > Number(value) },
    });
    for (const [name, colour] of [
      ["a", "red"],
      ["bb", "red"],
      ["ccc", "blue"],
    ])
      make({ name, colour });
    expect(named(list({ colour: "red" }).items)).toEqual(["bb", "a"]);
    expect(named(list({ longer: 1 }).items)).toEqual(["ccc", "bb"]);
    expect(named(list({ colour: "red", longer: 1 }).items)).toEqual(["bb"]);
    expect(named(list({ other: "red" }).items)).toEqual(["ccc", "bb", "a"]);
  });

  test("comes oldest first where the row says so, page by page", () => {
    const { list, make } = tenant({ order: () => "ascending" });
    for (const name of ["a", "b", "c"]) make({ name });
    const page = list({ limit: 2 });
    expect(named(page.items)).toEqual(["a", "b"]);
    expect(named(list({ limit: 2, cursor: page.nextCursor }).items)).toEqual(["c"]);
    expect(() => list({ cursor: "abc" })).toThrow(InvalidCursorError);
  });

  test("takes no cursor of another collection", () => {
    const [boxes, bags] = [tenant(), tenant({ name: "bag" })];
    for (const { make } of [boxes, bags, boxes, bags]) make({});
    const { nextCursor } = bags.list({ limit: 1 });
    expect(() => boxes.list({ cursor: nextCursor })).toThrow(InvalidCursorError);
  });
});

test("a value that must be unique is a conflict for another record, and none for its own", () => {
  const { call, make } = tenant({ unique: ["name"] });
  const { id } = make({ name: "a" });
  make({ colour: "red" });
  make({ colour: "blue" });
  expect(() => make({ name: "a" })).toThrow("409 box name");
  expect(call("change", { path: { id }, body: { name: "a" } }).status).toBe(200);
  const other = make({ name: "b" });
  expect(() => call("change", { path: { id: other.id }, body: { name: "a" } })).toThrow("409 box name");
});

test("defaults come from the collection, and a request overrides them", () => {
  const { make } = tenant({ defaults: ({ size }) => ({ first: size === 0, name: null }) });
  expect([make({}), make({ name: "b" })]).toMatchObject([
    { first: true, name: null },
    { first: false, name: "b" },
  ]);
});

test("a row may say what the fields of a request mean, or that they cannot be used", () => {
  const { list, make } = tenant({
    fields: ({ name, ...rest }) => {
      if (name === "bad") throw new StyleError("422 name");
      return { ...rest, label: String(name).toUpperCase() };
    },
  });
  expect(make({ name: "a" })).toMatchObject({ label: "A" });
  expect(() => make({ name: "bad" })).toThrow("422 name");
  expect(list().items).toHaveLength(1);
});

test("nothing that goes in or out is the stored record", () => {
  const { call, list, make } = tenant();
  const body = { tags: ["a"] };
  const made = make(body);
  body.tags.push("b");
  (made["tags"] as string[]).push("c");
  for (const item of list().items) (item["tags"] as string[]).push("d");
  const path = { id: made.id };
  const updated = call("change", { path, body: { other: body.tags } }).body as { readonly item: StoredRecord };
  (updated.item["other"] as string[]).push("e");
  expect(call("get", { path }).body).toMatchObject({ item: { tags: ["a"], other: ["a", "b"] } });
});

test("records that the state has besides are listed and read, and changed for one tenant alone", () => {
  const shared = ["a", "b"].map((name, at) => ({ id: name, name, at }));
  const tenantOver = (): ReturnType<typeof tenant> => {
    const records = new Records<StoredRecord>(shared, ({ at }) => Number(at));
    return tenant({ records: () => records, show: ({ name }) => ({ name }) });
  };
  const [one, other] = [tenantOver(), tenantOver()];
  one.call("drop", { path: { id: "a" } });
  one.call("change", { path: { id: "b" }, body: { name: "c" } });
  expect(one.list().items).toEqual([{ name: "c" }]);
  expect(other.list().items).toEqual([{ name: "b" }, { name: "a" }]);
});

test("begins with the documented example of `get`, in each tenant on its own", () => {
  const one = tenant({ operations: { get: "documented", list: "list", delete: "drop" } });
  expect(one.call("documented", { path: { boxId: "box-0" } }).body).toEqual({ item: { id: "box-0", at: 1 } });
  one.call("drop", { path: { boxId: "box-0" } });
  expect(one.list().items).toEqual([]);
  expect(tenant({ operations: { get: "documented", list: "list" } }).list().items).toHaveLength(1);
});
