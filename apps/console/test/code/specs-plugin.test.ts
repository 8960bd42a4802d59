import { readdirSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { specsPlugin } from "../../build/specs-plugin.ts";

const specs = path.resolve(import.meta.dirname, "../../../../specs");

test("the page is made anew when any file of a spec is edited", async () => {
  const watched: string[] = [];
  const { load } = specsPlugin();
  const code = await (load as (this: object, id: string) => Promise<string>).call(
    { addWatchFile: (file: string) => watched.push(file) },
    "\0virtual:specs",
  );
  for (const api of ["blooio", "blotato"]) {
    const files = readdirSync(path.join(specs, api)).filter((name) => name.endsWith(".yaml"));
    expect(files.length).toBeGreaterThan(2);
    expect(watched).toEqual(expect.arrayContaining(files.map((name) => path.join(specs, api, name))));
  }
  expect(code).toContain("listChats");
  expect(code).toContain("listConversations");
});
