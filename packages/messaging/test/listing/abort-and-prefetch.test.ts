/// <reference types="node" />
import { describe, expect, test, vi } from "vitest";

import { ApiError } from "../../src/index.ts";
import { json, serviceOf, silence } from "../scripted-fetch.ts";
import { rejection, settle } from "../virtual-time.ts";
import { listingKinds, pagesOf, pagesOfSizes, serviceOfSizes } from "./kinds.ts";

describe.each(listingKinds)("$name", (kind) => {
  const served = (...sizes: number[]) => serviceOfSizes(kind, sizes);

  test("stops at once when the caller aborts in the middle of a page", async () => {
    for (const prefetch of [0, 1] as const) {
      const controller = new AbortController();
      const service = served(3, 3);
      const ids: string[] = [];
      const walk = async (): Promise<void> => {
        for await (const { id } of kind.open(service, {}, { signal: controller.signal, prefetch })) {
          ids.push(id);
          if (id === "1") controller.abort();
        }
      };
      expect(await rejection(walk())).toBe(controller.signal.reason);
      expect(ids).toEqual(["0", "1"]);
      expect(service.requests.length).toBeLessThanOrEqual(1 + prefetch);
    }
  });

  test("pages() gives no page after an abort, not even one that was fetched ahead", async () => {
    const controller = new AbortController();
    let pages = 0;
    const walk = async (): Promise<void> => {
      for await (const _ of kind.open(served(1, 1, 1), {}, { signal: controller.signal, prefetch: 1 }).pages()) {
        pages += 1;
        await settle();
        controller.abort();
      }
    };
    expect(await rejection(walk())).toBe(controller.signal.reason);
    expect(pages).toBe(1);
  });

  test("with prefetch, the next page is requested while the caller works on this one, and only the next", async () => {
    const service = served(1, 1, 1, 1);
    const seen: number[] = [];
    for await (const _ of kind.open(service, {}, { prefetch: 1 })) {
      await settle();
      seen.push(service.requests.length);
    }
    expect(seen).toEqual([2, 3, 4, 4]);
  });

  test("with prefetch, a break aborts the one page that was requested ahead, and nothing is left unhandled", async () => {
    const unhandled = vi.fn<(reason: unknown) => void>();
    process.on("unhandledRejection", unhandled);
    const pageOf = pagesOf(kind, pagesOfSizes([1, 1]));
    const service = serviceOf((request) => pageOf(request.url.href, {}), silence);

    for await (const _ of kind.open(service, {}, { prefetch: 1 })) break;
    await settle();

    process.off("unhandledRejection", unhandled);
    expect(service.requests.map(({ init }) => init.signal?.aborted)).toEqual([false, true]);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test("with prefetch, a page that failed ahead is reported only after this page's items, and says its cursor", async () => {
    const pageOf = pagesOf(kind, pagesOfSizes([2, 1]));
    const service = serviceOf((request) => pageOf(request.url.href, {}), json(403, { message: "no" }));
    const ids: string[] = [];
    const walk = async (): Promise<void> => {
      for await (const { id } of kind.open(service, {}, { prefetch: 1 })) {
        ids.push(id);
        await settle();
      }
    };
    const error = await rejection(walk());
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 403, cursor: "page 1/&=+é" });
    expect(ids).toEqual(["0", "1"]);
  });
});
