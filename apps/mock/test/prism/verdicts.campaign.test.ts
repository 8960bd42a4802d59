import { describe, expect, test } from "vitest";

import { createPrism, type PrismRequest } from "../../src/prism/prism.ts";
import { createPlainPrism } from "./plain-prism.ts";
import { contend, contestNames, createContest } from "./verdicts.ts";
import { runs } from "@switchboard/task-inputs/campaign-runs";

const exchanges = runs(1_700);
const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

describe.each(contestNames)("%s", (name) => {
  test(`of ${exchanges} random exchanges, each is judged as Prism alone judges it, in the same words`, async () => {
    const { accepted, rejected, differences } = await contend(await createContest(name), seeds(exchanges));
    expect(differences).toEqual([]);
    // That both sides of the line were tried.
    expect(accepted).toBeGreaterThan(exchanges / 6);
    expect(rejected).toBeGreaterThan(exchanges / 6);
  });
});

describe("the operation of a path is the one that Prism's router finds", async () => {
  const { operations, ours, plain } = await createContest("odd");
  const routedBy = async (prism: typeof ours, method: string, path: string): Promise<string> => {
    let routed = "none";
    const request: PrismRequest = { method, path, query: {}, headers: { "x-key": "k" }, body: undefined };
    const outcome = await prism(request, (operation) => {
      routed = operation.iid ?? "unnamed";
      return { status: 204, body: undefined };
    }).catch(() => ({ kind: "thrown" }) as const);
    if (outcome.kind === "thrown") return outcome.kind;
    return routed === "none" ? outcome.kind : routed;
  };

  test.each([
    ["a concrete path before a template", "GET", "/a/b", "concrete"],
    ["one of two templates that tie", "GET", "/z/b", undefined],
    ["a template beside a concrete path with another method", "POST", "/a/b", undefined],
    ["two templated segments", "DELETE", "/a/b", "removeBoth"],
    ["another case of a literal", "GET", "/A/b", "upperCase"],
    ["an encoded letter of a literal", "GET", "/%61/b", "concrete"],
    ["an encoded slash, which separates nothing", "GET", "/a%2Fb/b", "templatedFirst"],
    ["an encoded literal of the spec", "GET", "/caf%C3%A9/a", "encodedLiteral"],
    ["the same literal as it is", "GET", "/café/a", undefined],
    ["a parameter with a suffix", "GET", "/files/x.json", undefined],
    ["two parameters in one segment", "GET", "/files/1-2", undefined],
    ["a segment that fits no such pattern", "GET", "/files/x", undefined],
    ["a parameter with a prefix", "GET", "/deep/only/v1", "prefixed"],
    ["a segment without that prefix, where no other path fits", "GET", "/deep/only/1", "unknownOperation"],
    ["parameters with odd names", "GET", "/files/1/parts/true", undefined],
    ["a segment that cannot be decoded", "GET", "/a/%zz", "thrown"],
    ["an empty segment", "GET", "/a/", undefined],
    ["a trailing slash", "GET", "/a/b/", "unknownOperation"],
    ["a doubled slash", "GET", "//a/b", "unknownOperation"],
    ["no segment", "GET", "/", undefined],
    ["a method that no operation of the path has", "PATCH", "/a/b", "unknownOperation"],
    ["a method in another case", "get", "/a/b", "concrete"],
    ["a name of Object.prototype", "GET", "/__proto__/constructor", undefined],
  ])("%s: %s %s", async (_what, method, path, expected) => {
    const found = await routedBy(plain, method, path);
    expect(await routedBy(ours, method, path)).toBe(found);
    if (expected !== undefined) expect(found).toBe(expected);
  });

  test("whatever the order of the operations is", async () => {
    const turned = operations.toReversed();
    const oursTurned = createPrism({ operations: turned, basePath: "" });
    const plainTurned = createPlainPrism(turned);
    for (const path of ["/a/b", "/a/7", "/z/b", "/y/z", "/files/x.json", "/files/1-2", "/files/1-2.json", "/café/b"]) {
      for (const method of ["GET", "POST", "DELETE"]) {
        const found = await routedBy(plainTurned, method, path);
        expect(await routedBy(oursTurned, method, path), `${method} ${path}`).toBe(found);
      }
    }
  });
});

test("the model runs once, also when its response breaks the spec", async () => {
  const { ours } = await createContest("odd");
  let calls = 0;
  const request: PrismRequest = { method: "POST", path: "/optional", query: {}, headers: {}, body: undefined };
  const outcome = await ours(request, () => ({ status: 201, body: { kind: `no shape ${(calls += 1)}` } }));
  expect(calls).toBe(1);
  expect(outcome).toMatchObject({ kind: "response", response: { status: 201, body: { kind: "no shape 1" } } });
  expect(outcome).toHaveProperty("violations.0.path.0", "body");
});

test("an error of the model is the caller's to see, and no verdict", async () => {
  const { ours } = await createContest("odd");
  const request: PrismRequest = { method: "POST", path: "/optional", query: {}, headers: {}, body: undefined };
  const broken = ours(request, () => {
    throw new Error("the model broke");
  });
  await expect(broken).rejects.toThrow("the model broke");
});
