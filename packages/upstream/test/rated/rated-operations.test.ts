import { checkRatings, list } from "./rating-suite.ts";

checkRatings([
  [
    "an operation is added",
    (api) => (api["paths"]["/loaves"].put = { responses: {} }),
    "minor",
    "PUT /loaves",
    "absent → present",
  ],
  ["an operation is removed", (api) => delete api["paths"]["/loaves/{id}"], "major", "eatLoaf", "present → absent"],
  [
    "an operation is deprecated",
    (api) => (list(api).deprecated = true),
    "minor",
    "listLoaves deprecated",
    "false → true",
  ],
  [
    "the server moves",
    (api) => (api["servers"][0].url = "https://bakery.example/v2"),
    "major",
    "server",
    "https://bakery.example/v1 → https://bakery.example/v2",
  ],
  [
    "the key travels elsewhere",
    (api) => (api["components"].securitySchemes.key.name = "x-secret"),
    "major",
    "listLoaves security",
    "apiKey header x-key → apiKey header x-secret",
  ],
  [
    "an operation needs no key",
    (api) => (list(api).security = []),
    "minor",
    "listLoaves security",
    "apiKey header x-key → none",
  ],
]);
