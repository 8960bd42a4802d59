import { afterEach, expect, it, vi } from "vitest";

import { newIdempotencyKey } from "../../src/service/idempotency-key.ts";

afterEach(() => void vi.unstubAllGlobals());

it("the inbox has a key for each send on a page that was loaded over http, too", () => {
  // What a browser leaves of it there.
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const keys = Array.from({ length: 100 }, newIdempotencyKey);
  expect(new Set(keys).size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
});
