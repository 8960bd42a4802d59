import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { collect, endings, listingKinds, pagesOf, pagesOfSizes } from "./kinds.ts";
import { brokenBody, json, reset, serviceOf, silence, text, unreached, type Responder } from "../scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime } from "../virtual-time.ts";
import { runs } from "@switchboard/task-inputs/campaign-runs";

useVirtualTime();

const transientFaults: Readonly<Record<string, Responder>> = {
  429: json(429, { message: "retry in 3 seconds" }),
  500: text(500, ""),
  502: text(502, "<html><title>Bad Gateway</title></html>"),
  503: json(503, { message: "try later" }, { "retry-after": "2" }),
  brokenBody: brokenBody(200),
  reset,
  silence,
  unreached,
};

const faults = fc.array(fc.constantFrom(...Object.keys(transientFaults)), { maxLength: 3 });
const walks = fc.record({
  ending: fc.constantFrom(...endings),
  pages: fc.array(fc.record({ faults, size: fc.nat({ max: 6 }) }), { minLength: 1, maxLength: 8 }),
  prefetch: fc.constantFrom<0 | 1>(0, 1),
  distinct: fc.boolean(),
});

describe.each(listingKinds)("$name", (kind) => {
  test("gives each item exactly once and in order, with no request too many, whatever fails in between", async () => {
    await fc.assert(
      fc.asyncProperty(walks, async ({ ending, pages, prefetch, distinct }) => {
        const served = pagesOfSizes(
          pages.map(({ size }) => size),
          ending,
        );
        const pageOf = pagesOf(kind, served);
        const script = pages.flatMap(({ faults: before }) => [
          ...before.map(
            (fault): Responder =>
              (request) =>
                (transientFaults[fault] as Responder)(request),
          ),
          ((request) => pageOf(request.url.href, {})) satisfies Responder,
        ]);
        const service = serviceOf(...script, json(400, { message: "requested beyond the end" }));

        const listing = kind.open(service, {}, { prefetch, distinct, timeout: 1_000 });
        const items = await inVirtualTime(collect(listing));

        expect(items.map(({ id }) => id)).toEqual(served.flatMap(({ ids }) => ids));
        expect(service.requests).toHaveLength(script.length);
      }),
      { numRuns: runs(1_000) },
    );
  });

  test("goes on where it failed, and nothing is missed or given twice", async () => {
    const sizes = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.constantFrom<0 | 1>(0, 1), async (pages, chance, prefetch) => {
        const served = pagesOfSizes(pages);
        const failing = chance % pages.length;
        const pageOf = pagesOf(kind, served);
        let responded = 0;
        const service = serviceOf((request) =>
          responded++ === failing ? json(422, { message: "no" })(request) : pageOf(request.url.href, {}),
        );
        const ids: string[] = [];
        const walk = async (cursor: string | undefined): Promise<void> => {
          for await (const { id } of kind.open(service, cursor === undefined ? {} : { cursor }, { prefetch }))
            ids.push(id);
        };

        const error = (await inVirtualTime(rejection(walk(undefined)))) as { readonly cursor?: string };
        await inVirtualTime(walk(error.cursor));

        expect(error.cursor).toBe(failing === 0 ? undefined : `page ${failing}/&=+é`);
        expect(ids).toEqual(served.flatMap((page) => page.ids));
      }),
      { numRuns: 60 },
    );
  });

  test("requests no page beyond those that the caller took items from", async () => {
    const sizes = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 12 }), async (pages, wanted) => {
        const service = serviceOf((request) => pagesOf(kind, pagesOfSizes(pages))(request.url.href, {}));
        let taken = 0;
        for await (const _ of kind.open(service)) if (++taken === wanted) break;

        let needed = 0;
        for (let sum = 0; needed < pages.length && sum < wanted; needed += 1) sum += pages[needed] ?? 0;
        expect(service.requests).toHaveLength(needed);
      }),
      { numRuns: 60 },
    );
  });
});
