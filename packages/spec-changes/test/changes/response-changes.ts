import { allowNull, list, loaf, post, readers, rejectNull, schemas, type RatedChange } from "./rated-changes.ts";

/** Changes of what callers read. */
export const responseChanges: readonly RatedChange[] = [
  [
    "an open enum gains a value",
    (api) => schemas(api).State.enum.push("sold"),
    "minor",
    readers,
    'State: enum + "sold"',
  ],
  ["an open enum loses a value", (api) => schemas(api).State.enum.pop(), "minor", readers, 'State: enum - "cooling"'],
  [
    "a closed enum gains a value",
    (api) => schemas(api).Size.enum.push("huge"),
    "major",
    readers,
    'Size: enum + "huge"',
  ],
  ["a closed enum loses a value", (api) => schemas(api).Size.enum.pop(), "major", readers, 'Size: enum - "large"'],
  [
    "an enum opens",
    (api) => (schemas(api).Size["x-open-enum"] = true),
    "major",
    readers,
    "Size: x-open-enum false → true",
  ],
  [
    "an enum closes",
    (api) => delete schemas(api).State["x-open-enum"],
    "major",
    readers,
    "State: x-open-enum true → false",
  ],
  [
    "a field is added",
    (api) => (loaf(api).properties.crust = { type: "string" }),
    "minor",
    readers,
    "Loaf.crust: added",
  ],
  ["a field is removed", (api) => delete loaf(api).properties.price, "major", readers, "Loaf.price: removed"],
  ["a field may be absent", (api) => loaf(api).required.pop(), "major", readers, "Loaf.kind: required true → false"],
  [
    "a field is always there",
    (api) => loaf(api).required.push("weight"),
    "minor",
    readers,
    "Loaf.weight: required false → true",
  ],
  [
    "a field changes its type",
    (api) => (loaf(api).properties.price.type = "string"),
    "major",
    readers,
    "Loaf.price: type number → string",
  ],
  [
    "a number is always whole",
    (api) => (loaf(api).properties.price.type = "integer"),
    "minor",
    readers,
    "Loaf.price: type number → integer",
  ],
  ["a field may be null", (api) => allowNull(api, loaf(api).properties.price), "major", readers, "Loaf.price: "],
  ["a field is never null", (api) => rejectNull(api, loaf(api).properties.note), "minor", readers, "Loaf.note: "],
  [
    "a bound is lower",
    (api) => (loaf(api).properties.weight.minimum = 0),
    "patch",
    readers,
    "Loaf.weight: minimum 1 → 0",
  ],
  [
    "a format is named",
    (api) => (loaf(api).properties.id.format = "uuid"),
    "patch",
    readers,
    "Loaf.id: format absent → uuid",
  ],
  [
    "a sentence is reworded",
    (api) => (loaf(api).properties.id.description = "Names it."),
    "patch",
    readers,
    "Loaf.id: description reworded",
  ],
  [
    "a response may have another form",
    (api) => {
      const { responses } = post(api);
      responses["201"].content["application/json"].schema = {
        oneOf: [{ $ref: "#/components/schemas/Loaf" }, { type: "string" }],
      };
    },
    "major",
    ["orderLoaf"],
    "201: alternatives object {",
  ],
  [
    "an error is added",
    (api) => (list(api).responses["429"] = { description: "." }),
    "minor",
    ["listLoaves"],
    "429: added",
  ],
  ["an error is removed", (api) => delete list(api).responses["404"], "patch", ["listLoaves"], "404: removed"],
  [
    "an error has another status",
    (api) => {
      const { 404: error, ...others } = list(api).responses;
      list(api).responses = { ...others, 410: error };
    },
    "minor",
    ["listLoaves"],
    "410: added",
  ],
  [
    "a success has another status",
    (api) => {
      const { 200: success, ...others } = list(api).responses;
      list(api).responses = { ...others, 206: success };
    },
    "major",
    ["listLoaves"],
    "200: removed",
  ],
  [
    "a header is added",
    (api) => (list(api).responses["200"].headers["X-Total"] = { schema: { type: "integer" } }),
    "minor",
    ["listLoaves"],
    "200 header x-total: added",
  ],
  [
    "a header is removed",
    (api) => delete list(api).responses["200"].headers["X-Left"],
    "major",
    ["listLoaves"],
    "200 header x-left: removed",
  ],
  [
    "a header may be absent",
    (api) => delete list(api).responses["200"].headers["X-Left"].required,
    "major",
    ["listLoaves"],
    "200 header x-left: required true → false",
  ],
  [
    "a form of responses is added",
    (api) => (list(api).responses["200"].content["text/csv"] = { schema: { type: "string" } }),
    "minor",
    ["listLoaves"],
    "200 text/csv: added",
  ],
  [
    "a form of responses is removed",
    (api) => {
      const { content } = list(api).responses["200"];
      list(api).responses["200"].content = { "text/csv": { schema: { type: "string" } } };
      return content;
    },
    "major",
    ["listLoaves"],
    "200: removed",
  ],
];
