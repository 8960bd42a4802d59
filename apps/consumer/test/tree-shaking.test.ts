import { describe, expect, it } from "vitest";

import { bundle } from "../src/bundle.ts";

const apis = [
  { api: "blotato", other: "blooio" },
  { api: "blooio", other: "blotato" },
] as const;

describe.each(apis)("a program that imports ./$api", ({ api, other }) => {
  it(`brings no byte of ${other}`, async () => {
    const { code, parts } = await bundle(`size/${api}.ts`);
    const ofTheOther = [...parts].filter(([file, bytes]) => bytes > 0 && file.includes(other));
    expect(ofTheOther).toEqual([]);
    expect(code).not.toMatch(new RegExp(other, "i"));
    expect(code).toMatch(new RegExp(api, "i"));
  });

  it("brings nothing of OpenTelemetry, and no module of Node", async () => {
    const { code, parts } = await bundle(`size/${api}.ts`);
    expect([...parts.keys()].filter((file) => /otel|opentelemetry/.test(file))).toEqual([]);
    expect(code).not.toMatch(/["']node:|\brequire\(/);
  });
});

it("a program that receives events brings neither client, no openapi-fetch, and no module of Node", async () => {
  const { code, parts } = await bundle("size/webhooks.ts");
  const brought = [...parts].filter(([, bytes]) => bytes > 0).map(([file]) => file);
  expect(brought.filter((file) => /\/(blotato|blooio|core)\/|openapi-fetch/.test(file))).toEqual([]);
  expect(code).not.toMatch(/["']node:|\brequire\(|\bprocess\b|\bBuffer\b/);
});

it("the inbox brings neither client, no openapi-fetch, and no module of Node", async () => {
  const { code, parts } = await bundle("size/inbox.ts");
  const brought = [...parts].filter(([, bytes]) => bytes > 0).map(([file]) => file);
  expect(brought.filter((file) => /\/generated\/|\/(blotato|blooio)\/client|openapi-fetch/.test(file))).toEqual([]);
  expect(code).not.toMatch(/["']node:|\brequire\(|\bprocess\b|\bBuffer\b/);
});

it("a program that imports the errors alone brings neither service, and no openapi-fetch", async () => {
  const { code, parts } = await bundle("size/errors.ts");
  const brought = [...parts].filter(([, bytes]) => bytes > 0).map(([file]) => file);
  expect(brought.filter((file) => /\/(blotato|blooio)\/|openapi-fetch/.test(file))).toEqual([]);
  expect(code).toContain("SwitchboardError");
});
