import { expect, test } from "vitest";

import { generateCoverage } from "../src/coverage.ts";
import { operation, readBakery } from "./bakery.ts";

test("the page of operations has each of them once, by resource and those of raw alone at the end", () => {
  const page = generateCoverage(
    readBakery({
      paths: {
        "/ovens/{oven}": {
          parameters: [{ name: "oven", in: "path", required: true, schema: { type: "string" } }],
          put: operation("upload", { "x-sdk": { rawOnly: "Nobody needs it." } }),
          get: operation("peek", { "x-sdk": "ovens.peek", summary: "Look into\n one | another" }),
          post: operation("wait", { "x-sdk": { method: "ovens.wait", handwritten: "It waits." } }),
        },
      },
    }),
  );
  expect(page).toContain("4 operations, 3 of them in the facade;");
  expect(page.slice(page.indexOf("## "))).toBe(`## \`bakery.loaves\`

| Method               | What it does | Request       | Operation    |
| -------------------- | ------------ | ------------- | ------------ |
| \`bakery.loaves.list\` | Do it        | \`GET /loaves\` | \`listLoaves\` |

## \`bakery.ovens\`

| Method              | What it does             | Request              | Operation |
| ------------------- | ------------------------ | -------------------- | --------- |
| \`bakery.ovens.peek\` | Look into one \\| another | \`GET /ovens/{oven}\`  | \`peek\`    |
| \`bakery.ovens.wait\` | Do it                    | \`POST /ovens/{oven}\` | \`wait\`    |

## Only in \`bakery.raw\`

| What it does | Request             | Operation |
| ------------ | ------------------- | --------- |
| Do it        | \`PUT /ovens/{oven}\` | \`upload\`  |
`);
});
