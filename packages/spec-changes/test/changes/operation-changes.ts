import { list, loaf, post, schemas, type RatedChange } from "./rated-changes.ts";

/** Changes of operations, names and the API as a whole. */
export const operationChanges: readonly RatedChange[] = [
  [
    "an operation is added",
    (api) => (api["paths"]["/ovens"] = { get: { operationId: "listOvens", responses: { 204: { description: "." } } } }),
    "minor",
    ["listOvens"],
    "GET /ovens: added",
  ],
  [
    "an operation is added to a path",
    (api) => (api["paths"]["/loaves/{id}"].get = { operationId: "getLoaf", responses: { 204: { description: "." } } }),
    "minor",
    ["getLoaf"],
    "GET /loaves/{id}: added",
  ],
  [
    "an operation is removed",
    (api) => delete api["paths"]["/loaves"].post,
    "major",
    ["orderLoaf"],
    "POST /loaves: removed",
  ],
  [
    "a path is removed",
    (api) => delete api["paths"]["/loaves/{id}"],
    "major",
    ["eatLoaf"],
    "DELETE /loaves/{id}: removed",
  ],
  [
    "a path has another name",
    (api) => {
      const { "/loaves": item, ...others } = api["paths"];
      api["paths"] = { ...others, "/breads": item };
    },
    "major",
    ["listLoaves"],
    "GET /loaves is now GET /breads",
  ],
  [
    "a parameter of a path has another name",
    (api) => {
      const { "/loaves/{id}": item, ...others } = api["paths"];
      item.parameters[0].name = "loafId";
      api["paths"] = { ...others, "/loaves/{loafId}": item };
    },
    "major",
    ["eatLoaf"],
    "DELETE /loaves/{id} is now DELETE /loaves/{loafId}",
  ],
  [
    "an operation has another name",
    (api) => (list(api).operationId = "searchLoaves"),
    "major",
    ["searchLoaves"],
    "GET /loaves: operationId listLoaves → searchLoaves",
  ],
  [
    "an operation is deprecated",
    (api) => (list(api).deprecated = true),
    "minor",
    ["listLoaves"],
    "GET /loaves: deprecated false → true",
  ],
  [
    "an operation has another tag",
    (api) => (list(api).tags = ["bread"]),
    "patch",
    ["listLoaves"],
    'GET /loaves: tags absent → ["bread"]',
  ],
  [
    "a schema has another name",
    (api) => {
      schemas(api).Bread = loaf(api);
      delete schemas(api).Loaf;
      post(api).responses["201"].content["application/json"].schema.$ref = "#/components/schemas/Bread";
      list(api).responses["200"].content["application/json"].schema.items.$ref = "#/components/schemas/Bread";
    },
    "major",
    [],
    "type Loaf: renamed to Bread",
  ],
  [
    "a schema gets a name of its own",
    (api) => {
      schemas(api).Note = loaf(api).properties.note;
      loaf(api).properties.note = { $ref: "#/components/schemas/Note" };
    },
    "minor",
    [],
    "type Note: added",
  ],
  [
    "a schema loses its name",
    (api) => {
      loaf(api).properties.size = schemas(api).Size;
      delete schemas(api).Size;
    },
    "major",
    [],
    "type Size: removed",
  ],
  [
    "the server has another address",
    (api) => (api["servers"][0].url = "https://bakery.example/v2"),
    "major",
    [],
    "server https://bakery.example/v1 → https://bakery.example/v2",
  ],
  [
    "the server has another address by default",
    (api) => {
      api["servers"][0] = { url: "https://bakery.example/{version}", variables: { version: { default: "v2" } } };
    },
    "major",
    [],
    "server https://bakery.example/v1 → https://bakery.example/v2",
  ],
  [
    "the calls of an operation go elsewhere",
    (api) => (list(api).servers = [{ url: "https://loaves.example" }]),
    "major",
    ["listLoaves"],
    "GET /loaves: server absent → https://loaves.example",
  ],
  [
    "the calls of a path go elsewhere",
    (api) => (api["paths"]["/loaves/{id}"].servers = [{ url: "https://loaves.example" }]),
    "major",
    ["eatLoaf"],
    "DELETE /loaves/{id}: server absent → https://loaves.example",
  ],
  [
    "the key is sent in another header",
    (api) => (api["components"].securitySchemes.key.name = "x-secret"),
    "major",
    ["listLoaves", "orderLoaf", "eatLoaf"],
    "security apiKey header x-key → apiKey header x-secret",
  ],
  [
    "an operation needs no key",
    (api) => (list(api).security = []),
    "minor",
    ["listLoaves"],
    "security apiKey header x-key → none",
  ],
  ["the document has another version", (api) => (api["info"].version = "2"), "patch", [], 'info version "1" → "2"'],
];
