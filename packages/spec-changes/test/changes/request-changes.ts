import { allowNull, list, order, post, rejectNull, type RatedChange } from "./rated-changes.ts";

const orders = ["orderLoaf"];
const lists = ["listLoaves"];

/** Changes of what callers send. */
export const requestChanges: readonly RatedChange[] = [
  [
    "a field is added",
    (api) => (order(api).properties.seeds = { type: "string" }),
    "minor",
    orders,
    "Order.seeds: added",
  ],
  [
    "a field is added, and must be sent",
    (api) => {
      order(api).properties.seeds = { type: "string" };
      order(api).required.push("seeds");
    },
    "major",
    orders,
    "Order.seeds: added",
  ],
  ["a field is removed", (api) => delete order(api).properties.tags, "major", orders, "Order.tags: removed"],
  [
    "a field may be left out",
    (api) => order(api).required.pop(),
    "minor",
    orders,
    "Order.count: required true → false",
  ],
  [
    "a field must be sent",
    (api) => order(api).required.push("name"),
    "major",
    orders,
    "Order.name: required false → true",
  ],
  [
    "an enum gains a value",
    (api) => order(api).properties.kind.enum.push("oat"),
    "minor",
    orders,
    'Order.kind: enum + "oat"',
  ],
  [
    "an enum loses a value",
    (api) => order(api).properties.kind.enum.pop(),
    "major",
    orders,
    'Order.kind: enum - "wheat"',
  ],
  [
    "a bound is wider",
    (api) => (order(api).properties.count.maximum = 200),
    "minor",
    orders,
    "Order.count: maximum 100 → 200",
  ],
  [
    "a bound is narrower",
    (api) => (order(api).properties.count.maximum = 20),
    "major",
    orders,
    "Order.count: maximum 100 → 20",
  ],
  [
    "a bound is removed",
    (api) => delete order(api).properties.count.maximum,
    "minor",
    orders,
    "Order.count: maximum 100 → absent",
  ],
  [
    "a bound is added",
    (api) => (order(api).properties.remark.maxLength = 9),
    "major",
    orders,
    "Order.remark: maxLength absent → 9",
  ],
  [
    "a pattern is added",
    (api) => (order(api).properties.tags.items.pattern = "^a"),
    "major",
    orders,
    "Order.tags[]: pattern absent → ^a",
  ],
  [
    "a pattern is removed",
    (api) => delete order(api).properties.name.pattern,
    "minor",
    orders,
    "Order.name: pattern ^[a-z]+$ → absent",
  ],
  [
    "a default changes",
    (api) => (order(api).properties.slice.default = true),
    "minor",
    orders,
    "Order.slice: default false → true",
  ],
  ["a field may be null", (api) => allowNull(api, order(api).properties.slice), "minor", orders, "Order.slice: "],
  [
    "a field may not be null",
    (api) => rejectNull(api, order(api).properties.remark),
    "major",
    orders,
    "Order.remark: ",
  ],
  [
    "other fields are rejected",
    (api) => (order(api).additionalProperties = false),
    "major",
    orders,
    "Order: additional fields open → closed",
  ],
  [
    "a body may be left out",
    (api) => (post(api).requestBody.required = false),
    "minor",
    orders,
    "request: required true → false",
  ],
  ["a body is removed", (api) => delete post(api).requestBody, "major", orders, "request: removed"],
  [
    "a body is added",
    (api) => (list(api).requestBody = { content: { "text/plain": {} } }),
    "minor",
    lists,
    "request: added",
  ],
  [
    "a body is added, and must be sent",
    (api) => (list(api).requestBody = { required: true, content: { "text/plain": {} } }),
    "major",
    lists,
    "request: added",
  ],
  [
    "a parameter is added",
    (api) => list(api).parameters.push({ name: "page", in: "query", schema: { type: "string" } }),
    "minor",
    lists,
    "query page: added",
  ],
  [
    "a parameter is added, and must be sent",
    (api) => list(api).parameters.push({ name: "page", in: "query", required: true, schema: { type: "string" } }),
    "major",
    lists,
    "query page: added",
  ],
  ["a parameter is removed", (api) => list(api).parameters.splice(1, 1), "major", lists, "query kind: removed"],
  [
    "a parameter must be sent",
    (api) => (list(api).parameters[0].required = true),
    "major",
    lists,
    "query limit: required false → true",
  ],
  [
    "a parameter is written in another way",
    (api) => (list(api).parameters[1].explode = false),
    "major",
    lists,
    "query kind: style form, exploded → form",
  ],
  [
    "a parameter is written as JSON",
    (api) => {
      const { schema } = list(api).parameters[1];
      list(api).parameters[1] = { name: "kind", in: "query", content: { "application/json": { schema } } };
    },
    "major",
    lists,
    "query kind: style form, exploded → application/json",
  ],
  [
    "a parameter is deprecated",
    (api) => (list(api).parameters[1].deprecated = true),
    "minor",
    lists,
    "query kind: deprecated absent → true",
  ],
];
