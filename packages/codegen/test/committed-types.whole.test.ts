import { readFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { apiOf, readDocument } from "../src/document.ts";
import { typesOf } from "../src/types.ts";

const specs = path.resolve(import.meta.dirname, "../../../specs");

async function generateTypes(spec: string): Promise<string> {
  const { document } = await readDocument(spec);
  return typesOf(document, apiOf(spec));
}

test.each(["blotato", "blooio"])(
  "the types of %s are the same bytes from any directory, and they are those of the committed file",
  async (api) => {
    const spec = path.join(specs, api, "openapi.yaml");
    const first = await generateTypes(spec);
    expect(await generateTypes(path.relative(process.cwd(), spec))).toBe(first);
    const committed = await readFile(path.join(specs, `../packages/${api}/src/generated/schema.ts`), "utf8");
    expect(first === committed).toBe(true);
  },
);
