import { readFile } from "node:fs/promises";
import path from "node:path";

import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";
import { describe, expect, it } from "vitest";

import { root } from "../src/published.ts";

const clients = { blotato: createBlotato({ apiKey: "key" }), blooio: createBlooio({ apiKey: "key" }) } as const;

describe.each(["blotato", "blooio"] as const)("the module of inferred exports of %s", (api) => {
  it("has a function for each public method, so that the type of each is compiled with declarations", async () => {
    const file = path.join(root, "apps/consumer/programs/exports", `${api}.ts`);
    const code = await readFile(file, "utf8");
    const methods = Object.entries(clients[api])
      .filter(([resource]) => resource !== "raw")
      .flatMap(([resource, its]) => Object.keys(its as object).map((method) => `${api}.${resource}.${method}(`));
    expect(methods.length).toBeGreaterThan(10);
    expect(methods.filter((method) => !code.includes(method))).toEqual([]);
  });
});
