import { expect, test } from "vitest";

import { isoTime } from "../../src/model/iso-time.ts";
import { createRandom } from "../../src/model/random.ts";

test("a time is written as Date writes it, in every year that Date knows", () => {
  const random = createRandom(1);
  const edges = [0, -1, 999, 86_399_999, 86_400_000, -62_167_219_200_001, 253_402_300_800_000, 8.64e15, -8.64e15];
  const drawn = Array.from({ length: 20_000 }, (_, index) => {
    const reach = index % 2 === 0 ? 4e12 : 8.64e15;
    return random.integer(-reach, reach);
  });
  for (const time of [...edges, ...drawn]) expect(isoTime(time)).toBe(new Date(time).toISOString());
});

test("what is not a time is rejected, as Date rejects it", () => {
  for (const time of [Number.NaN, Number.POSITIVE_INFINITY, 8.65e15]) {
    expect(() => new Date(time).toISOString()).toThrow(RangeError);
    expect(() => isoTime(time)).toThrow(RangeError);
  }
});
