import { expect, test } from "vitest";

import { exampleIds } from "../../src/blotato/generated/examples.ts";
import { specPaths } from "../prism/spec-paths.ts";
import { mockBlotato } from "./mocked-blotato.ts";

const targets = Object.entries(specPaths("blotato"))
  .filter(([, operations]) => "delete" in operations)
  .map(([path]) =>
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (exampleIds as Record<string, string>)[name] ?? name),
  );

test.each(targets)(
  "a DELETE of %s is rejected with the content type of JSON and no body, and done without",
  async (target) => {
    const { api, call } = await mockBlotato();
    const request = { method: "DELETE", target, body: new Uint8Array() };
    const headers = { "blotato-api-key": "a", "content-type": "application/json" };
    expect(await api.handle({ ...request, headers })).toMatchObject({
      status: 400,
      body: { message: expect.stringMatching(/content type/) },
    });
    expect((await call("a", `DELETE ${target}`)).status).toBe(204);
    expect(api.violations).toEqual([]);
  },
);
