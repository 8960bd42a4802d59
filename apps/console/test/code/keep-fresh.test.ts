import { afterEach, expect, it, vi } from "vitest";

vi.hoisted(() => {
  const storage = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
  vi.stubGlobal("sessionStorage", storage);
  vi.stubGlobal("localStorage", storage);
});

const { keepFresh, noteOwnChange } = await import("../../src/inbox/keep-fresh.ts");
const { revision } = await import("../../src/service/mock-feed.ts");

afterEach(() => vi.useRealTimers());

it("what is kept fresh is read once at the beginning, and once for all that changes at one time", async () => {
  vi.useFakeTimers();
  const read = vi.fn<() => Promise<void>>(async () => undefined);
  const end = keepFresh(read);
  await vi.runAllTimersAsync();
  expect(read).toHaveBeenCalledTimes(1);
  revision.value += 1;
  noteOwnChange();
  await vi.runAllTimersAsync();
  expect(read).toHaveBeenCalledTimes(2);
  end();
  revision.value += 1;
  await vi.runAllTimersAsync();
  expect(read).toHaveBeenCalledTimes(2);
});

it("what is kept fresh is read once at a time, and once more for all that changes meanwhile", async () => {
  vi.useFakeTimers();
  const reads: (() => void)[] = [];
  const end = keepFresh(() => new Promise((resolve) => reads.push(resolve)));
  await vi.runAllTimersAsync();
  revision.value += 1;
  noteOwnChange();
  await vi.runAllTimersAsync();
  expect(reads).toHaveLength(1);
  reads[0]?.();
  await vi.runAllTimersAsync();
  expect(reads).toHaveLength(2);
  end();
});
