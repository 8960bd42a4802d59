import { afterAll, beforeAll, expect, test } from "vitest";

import { specPaths } from "../prism/spec-paths.ts";
import { mockBlotato, type MockedBlotato } from "./mocked-blotato.ts";

let blotato: MockedBlotato;

beforeAll(async () => {
  blotato = await mockBlotato();
});

afterAll(() => expect(blotato.api.violations).toEqual([]));

interface Examples {
  readonly requestBody: {
    readonly content: Record<"application/json", { readonly examples: Record<string, { readonly value: unknown }> }>;
  };
}

const paths = specPaths<Examples>("blotato");

const bodies = ["/v2/messages", "/v2/posts", "/v2/media"].flatMap((path) => {
  const examples = paths[path]?.["post"]?.requestBody.content["application/json"].examples ?? {};
  return Object.entries(examples).map(([name, { value }]) => [path, name, value] as const);
});

test("the spec has examples of bodies", () => expect(bodies.length).toBeGreaterThan(5));

test.each(bodies)("accepts at %s the spec's example %s as it stands", async (path, _, body) => {
  const answer = await blotato.call("any", `POST ${path}`, body);
  expect([answer.status, answer.body]).toEqual([201, expect.any(Object)]);
});
