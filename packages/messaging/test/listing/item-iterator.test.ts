import { describe, expect, test } from "vitest";

import { listingKinds, pagesOf, pagesOfSizes, type ListingKind } from "./kinds.ts";
import { json, serviceOf, type ScriptedService } from "../scripted-fetch.ts";
import { rejection, settle } from "../virtual-time.ts";

const kind = listingKinds[0] as ListingKind;
const served = (...sizes: number[]): ScriptedService => {
  const pageOf = pagesOf(kind, pagesOfSizes(sizes));
  return serviceOf((request) => pageOf(request.url.href, {}));
};
const ended = { done: true, value: undefined };
const item = (id: number): object => ({ done: false, value: { id: String(id) } });

/** The items by hand: what `for await` does not do, a caller may. */
describe.each([0, 1] as const)("the iterator over a listing's items, prefetch %i,", (prefetch) => {
  const iterate = (service: ScriptedService, signal?: AbortSignal) =>
    kind.open(service, {}, { prefetch, ...(signal && { signal }) })[Symbol.asyncIterator]();

  test("gives steps that were requested at once in order, across pages, and then its end again and again", async () => {
    const iterator = iterate(served(2, 0, 1));
    const steps = [iterator.next(), iterator.next(), iterator.next(), iterator.next(), iterator.next()];
    expect(await Promise.all(steps)).toEqual([item(0), item(1), item(2), ended, ended]);
    expect(await iterator.next()).toEqual(ended);
  });

  test("ends on return, and requests nothing more", async () => {
    const service = served(2, 2, 2);
    const iterator = iterate(service);
    await iterator.next();
    await settle();
    const before = service.requests.length;
    expect(await iterator.return()).toEqual(ended);
    expect(await iterator.next()).toEqual(ended);
    expect(service.requests).toHaveLength(before);
  });

  test("ends on return before the first item without any request", async () => {
    const service = served(1);
    const iterator = iterate(service);
    expect(await iterator.return()).toEqual(ended);
    expect(await iterator.next()).toEqual(ended);
    expect(service.requests).toEqual([]);
  });

  test("ends on return behind the steps that were requested before", async () => {
    const iterator = iterate(served(1, 1, 1));
    const steps = [iterator.next(), iterator.return(), iterator.next()];
    expect(await Promise.all(steps)).toEqual([item(0), ended, ended]);
  });

  test("throws what is thrown into it, and has ended", async () => {
    const iterator = iterate(served(2));
    await iterator.next();
    const reason = new Error("the caller's");
    expect(await rejection(iterator.throw(reason))).toBe(reason);
    expect(await iterator.next()).toEqual(ended);
  });

  test("has ended after an error, and after an abort between two items", async () => {
    const failing = iterate(serviceOf(json(403, { message: "no" })));
    expect(await rejection(failing.next())).toMatchObject({ status: 403 });
    expect(await failing.next()).toEqual(ended);

    const controller = new AbortController();
    const iterator = iterate(served(2, 2), controller.signal);
    await iterator.next();
    controller.abort();
    expect(await rejection(iterator.next())).toBe(controller.signal.reason);
    expect(await iterator.next()).toEqual(ended);
  });

  test("goes on after a step whose promise nobody awaits", async () => {
    const iterator = iterate(served(3));
    void iterator.next();
    expect(await iterator.next()).toEqual(item(1));
    const again = [];
    for await (const { id } of iterator) again.push(id);
    expect(again).toEqual(["2"]);
  });

  test("ends with the block that uses it", async () => {
    const service = served(1, 1);
    let last: AsyncGenerator<{ readonly id: string }> | undefined;
    {
      await using iterator = iterate(service);
      last = iterator;
      await iterator.next();
    }
    expect(await last.next()).toEqual(ended);
  });
});
