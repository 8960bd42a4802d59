import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startMock, type Mock } from "../../src/index.ts";
import type { ApiName } from "../../src/model/service.ts";
import { requestOf, samplesOf, type Sample } from "../spec-samples.ts";
import { vendors } from "./vendors.ts";

const apis: readonly ApiName[] = ["blooio", "blotato"];

/** One valid request of each operation. */
const firstSamples = async (api: ApiName): Promise<readonly Sample[]> => [
  ...new Map((await samplesOf(api)).toReversed().map((sample) => [sample.operationId, sample])).values(),
];

const samples = { blooio: await firstSamples("blooio"), blotato: await firstSamples("blotato") };

let strict: Mock;
beforeAll(async () => {
  strict = await startMock({ strict: true });
});
afterAll(() => strict.close());

describe.each(apis)("each operation of %s", (api) => {
  const { malformed } = vendors.map(([, vendor]) => vendor).find(({ name }) => name === api) ?? {};
  const send = async (sample: Sample, prefer?: string, query = {}): Promise<number> => {
    const headers = prefer === undefined ? {} : { prefer };
    const request = requestOf({ ...sample, query: { ...sample.query, ...query } }, strict[api].url, api, "k", headers);
    const response = await fetch(request);
    await response.text();
    return response.status;
  };

  test("rejects an unknown query parameter in strict mode, whatever statuses it documents", async () => {
    const statuses = await Promise.all(samples[api].map((sample) => send(sample, undefined, { zz: "1" })));
    expect(new Set(statuses)).toEqual(new Set([malformed]));
    expect(strict[api].violations).toEqual([]);
  });

  test("rejects a preferred example that the preferred status does not have, as it rejects such a status", async () => {
    const found: (readonly [string, string, number])[] = [];
    for (const sample of samples[api]) {
      const all = Object.values(sample.responses).flat();
      const wrong = Object.entries(sample.responses).flatMap(([status, examples]) => {
        const other = all.find((example) => !examples.includes(example)) ?? "other";
        return [`code=${status}, example=nope`, `code=${status}, example=${other}`];
      });
      const each = ["example=nope", "code=418", ...wrong];
      const statuses = await Promise.all(each.map((prefer) => send(sample, prefer)));
      found.push(...each.map((prefer, index) => [sample.operationId, prefer, statuses[index] ?? 0] as const));
    }
    expect(found.length).toBeGreaterThan(100);
    expect(found.filter(([, , status]) => status !== malformed)).toEqual([]);
    expect(strict[api].violations).toEqual([]);
  });
});
