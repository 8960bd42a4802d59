import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { collect, listingKinds } from "./kinds.ts";
import { serviceOf } from "../scripted-fetch.ts";
import { runs } from "@switchboard/task-inputs/campaign-runs";

/** Before each page, these items (by number) become active and move to the front. */
const movings = fc.array(fc.array(fc.nat({ max: 29 }), { maxLength: 4 }), { maxLength: 12 });

describe.each(listingKinds)("$name, distinct", (kind) => {
  test("gives no id twice, and each item that stays in its place exactly once and in order, while others move", async () => {
    await fc.assert(
      fc.asyncProperty(
        movings,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom<0 | 1>(0, 1),
        async (moves, size, prefetch) => {
          let order = Array.from({ length: 30 }, (_, index) => String(index));
          const upcoming = [...moves];
          const service = serviceOf(({ url }) => {
            const active = (upcoming.shift() ?? []).map(String);
            order = [...new Set([...active, ...order])];
            const start = Number(url.searchParams.get("cursor") ?? 0);
            const end = start + size;
            const next = end < order.length ? { cursor: String(end) } : ({ ending: "absent" } as const);
            return Response.json(kind.body({ ids: order.slice(start, end), next }));
          });

          const ids = (await collect(kind.open(service, {}, { distinct: true, prefetch }))).map(({ id }) => id);

          const moved = new Set(moves.flat().map(String));
          const resting = Array.from({ length: 30 }, (_, index) => String(index)).filter((id) => !moved.has(id));
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids.filter((id) => !moved.has(id))).toEqual(resting);
        },
      ),
      { numRuns: runs(200) },
    );
  });

  test("without it, an item that moved is given again", async () => {
    const service = serviceOf(({ url }) => {
      const first = !url.searchParams.has("cursor");
      return Response.json(
        kind.body(first ? { ids: ["a"], next: { cursor: "1" } } : { ids: ["a"], next: { ending: "absent" } }),
      );
    });
    const again = await collect(kind.open(service));
    expect(again.map(({ id }) => id)).toEqual(["a", "a"]);
  });
});

test.each(listingKinds)(
  "$name remembers the last 10 000 ids, and a page whose items were all given is an empty page",
  async (kind) => {
    const many = Array.from({ length: 10_000 }, (_, index) => String(index));
    const pages = [many, ["0"], ["new"], ["1"], ["0"]];
    const service = serviceOf(({ url }) => {
      const index = Number(url.searchParams.get("cursor") ?? 0);
      const next = index < pages.length - 1 ? { cursor: String(index + 1) } : ({ ending: "absent" } as const);
      return Response.json(kind.body({ ids: pages[index] ?? [], next }));
    });

    const given = await collect(kind.open(service, {}, { distinct: true }).pages());

    // "1" was the oldest when "new" came, so it is forgotten; "0" had just been seen again.
    expect(given.slice(1).map(({ items }) => items.map(({ id }) => id))).toEqual([[], ["new"], ["1"], []]);
  },
);
