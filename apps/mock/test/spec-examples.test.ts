import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startMock, type Mock } from "../src/index.ts";
import type { ApiName } from "../src/model/service.ts";
import { requestOf, samplesOf, type Sample } from "./spec-samples.ts";

const samples = { blooio: await samplesOf("blooio"), blotato: await samplesOf("blotato") };

/** An operation that the vendor has not built yet responds with 501, as documented. */
const isForNow = (status: number, { responses }: Sample): boolean => status === 501 && "501" in responses;

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(async () => {
  expect([...mock.blooio.violations, ...mock.blotato.violations]).toEqual([]);
  await mock.close();
});

// So the ids in the examples are those of the first made-up records. A collection without `records` begins with the documented
// response of its `get`. Elsewhere, Blooio's ids come from `createMadeUpIds` and `numberedId`, Blotato's from `exampleIds`.
describe.each<ApiName>(["blooio", "blotato"])("the spec of %s", (api) => {
  test("shows requests", () => expect(samples[api].length).toBeGreaterThan(15));

  test.each(samples[api].map((sample) => [sample.title, sample] as const))(
    "runs as printed in a fresh tenant: %s",
    async (title, sample) => {
      const response = await fetch(requestOf(sample, mock[api].url, api, title));
      const text = await response.text();
      expect([response.status, text]).toEqual([
        expect.toSatisfy((status: number) => status < 300 || isForNow(status, sample)),
        expect.any(String),
      ]);
    },
  );
});
