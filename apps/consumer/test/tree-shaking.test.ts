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

it.each([
  { program: "size/blotato.ts", left: /posts|poll|media|accounts/ },
  { program: "size/blooio.ts", left: /poll|channels|messages\.ts|fan-out/ },
])(
  "$program, a program with some parts of a client, does not carry the others, and no program openapi-fetch",
  async ({ left, program }) => {
    const { parts } = await bundle(program);
    const brought = [...parts].filter(([, bytes]) => bytes > 0).map(([file]) => file);
    expect(brought.filter((file) => left.test(file) || file.includes("openapi-fetch"))).toEqual([]);
    const whole = await bundle(program.replace(".ts", "-whole.ts"));
    const carried = [...whole.parts].filter(([, bytes]) => bytes > 0).map(([file]) => file);
    expect(carried.filter((file) => left.test(file)).length).toBeGreaterThan(1);
    expect(carried.filter((file) => file.includes("openapi-fetch"))).toEqual([]);
  },
);

it("a program that imports the errors alone brings neither service, and no openapi-fetch", async () => {
  const { code, parts } = await bundle("size/errors.ts");
  const brought = [...parts].filter(([, bytes]) => bytes > 0).map(([file]) => file);
  expect(brought.filter((file) => /\/(blotato|blooio)\/|openapi-fetch/.test(file))).toEqual([]);
  expect(code).toContain("SwitchboardError");
});
