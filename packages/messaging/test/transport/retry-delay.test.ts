import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";

import type { RetryEvent } from "../../src/index.ts";
import { accepted, blooioOf, blotatoOf, directMessage, messageOf } from "../samples.ts";
import { json, serviceOf, text, unreached, type Responder } from "../scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime, virtualDuration } from "../virtual-time.ts";

useVirtualTime(Date.parse("2026-11-20T12:00:00.000Z"));

/** The pauses of a call that fails until it gives up. */
async function pausesOf(
  responder: Responder,
  options: { readonly retries?: number; readonly deadline?: number } = {},
): Promise<number[]> {
  const pauses: number[] = [];
  const onRetry = ({ delay }: RetryEvent): void => void pauses.push(delay);
  const client = blotatoOf(serviceOf(responder), {
    deadline: Number.POSITIVE_INFINITY,
    retries: 1,
    ...options,
    hooks: { onRetry },
  });
  await inVirtualTime(rejection(client.conversations.get("1")));
  return pauses;
}

const rateLimited = (retryAfter: string, message = "slow down"): Responder =>
  json(429, { message }, { "retry-after": retryAfter });

describe("the wait that a service wants", () => {
  test.each([
    ["seconds", "7", 7_000],
    ["a part of a second", "1.5", 1_500],
    ["seconds between blanks", "  7 \t", 7_000],
    ["a date", "Fri, 20 Nov 2026 12:00:42 GMT", 42_000],
    ["a date of the obsolete form", "Friday, 20-Nov-26 12:00:42 GMT", 42_000],
    ["more than a timer counts", "99999999999", 2 ** 31 - 1],
    ["a date far away", "Fri, 20 Nov 9999 12:00:00 GMT", 2 ** 31 - 1],
  ])("is kept when it is %s", async (_, header, expected) => {
    expect(await pausesOf(rateLimited(header))).toEqual([expected]);
  });

  test.each(["0", "0.1", "Fri, 20 Nov 2026 11:00:00 GMT"])(
    "is no shorter than the usual backoff when it is %j",
    async (header) => {
      vi.spyOn(Math, "random").mockReturnValue(0.5);
      expect(await pausesOf(rateLimited(header), { retries: 3 })).toEqual([250, 500, 1_000]);
    },
  );

  test.each(["soon", "", "5s", "NaN", "10 seconds", "120, 60"])(
    "is passed over when it is %j, and the usual backoff holds",
    async (header) => {
      vi.spyOn(Math, "random").mockReturnValue(0.5);
      expect(await pausesOf(rateLimited(header))).toEqual([250]);
    },
  );

  test.each(["retry 5", "in 5", "-5", "1e3", "0x10"])(
    "is passed over when it is %j, which is neither seconds nor a date",
    async (header) => {
      vi.spyOn(Math, "random").mockReturnValue(0.5);
      expect(await pausesOf(rateLimited(header))).toEqual([250]);
    },
  );

  test("is read from Blotato's words when the header is missing", async () => {
    expect(await pausesOf(json(429, { statusCode: 429, message: "Rate limit exceeded, retry in 49 seconds" }))).toEqual(
      [49_000],
    );
    expect(await pausesOf(json(429, { message: "Rate limit exceeded, retry in 1 second" }))).toEqual([1_000]);
    expect(await pausesOf(json(429, { message: "Rate limit exceeded, retry in 2 minutes" }))).toEqual([120_000]);
    expect(await pausesOf(json(429, { message: `retry in ${"9".repeat(400)} seconds` }))).toEqual([2 ** 31 - 1]);
  });

  test.each([
    ["900 ms", 900],
    ["900 milliseconds", 900],
    ["2 hours", 7_200_000],
    ["1 hour", 3_600_000],
    ["3 min", 180_000],
    ["1.5 s", 1_500],
    ["1 day", 86_400_000],
    ["10 secs", 10_000],
  ])("is read from Blotato's words in any unit: %s", async (words, expected) => {
    expect(await pausesOf(json(429, { message: `Too many requests, retry in ${words}.` }))).toEqual([expected]);
  });

  test("is a date as asctime writes it, in UTC wherever the program runs", async () => {
    vi.stubEnv("TZ", "America/New_York");
    try {
      expect(new Date().getTimezoneOffset()).not.toBe(0);
      expect(await pausesOf(rateLimited("Fri Nov 20 12:00:42 2026"))).toEqual([42_000]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test("is the header's when header and words differ", async () => {
    expect(await pausesOf(rateLimited("3", "retry in 49 seconds"))).toEqual([3_000]);
  });

  test("is the words' when the header cannot be read", async () => {
    expect(await pausesOf(rateLimited("soon", "retry in 49 seconds"))).toEqual([49_000]);
  });

  test("stands on the error when the call gives up, so that the caller can wait", async () => {
    const service = serviceOf(json(429, { message: "Rate limit exceeded, retry in 49 seconds" }));
    const error = await inVirtualTime(rejection(blotatoOf(service, { deadline: 10_000 }).messages.send(directMessage)));
    expect(error).toMatchObject({ retryAfter: 49_000, retryable: true, attempts: 1 });
  });

  test("is kept for a 503 too, by a call that may be repeated", async () => {
    const service = serviceOf(text(503, "", { "retry-after": "20" }), json(201, accepted));
    expect(await virtualDuration(blooioOf(service).messages.send({ to: "+1", text: "a" }))).toBe(20_000);
  });
});

describe("the wait where the service names none", () => {
  test("is any part of an exponentially growing bound, by chance alone", async () => {
    const chance = vi.spyOn(Math, "random");
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), async (random) => {
        chance.mockReturnValue(random);
        const pauses = await pausesOf(unreached, { retries: 8 });
        expect(pauses).toEqual(
          [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000].map((bound) => Math.ceil(bound * random)),
        );
      }),
      { numRuns: 100 },
    );
  });

  test("stays below what a timer counts after any number of attempts", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1 - Number.EPSILON);
    const pauses = await pausesOf(unreached, { retries: 1_200 });
    expect(pauses).toHaveLength(1_200);
    expect(Math.max(...pauses)).toBe(8_000);
    expect(pauses.every((pause) => Number.isInteger(pause) && pause >= 0)).toBe(true);
  });
});

test("the pause is really waited before the next request", async () => {
  const service = serviceOf(rateLimited("7"), json(201, messageOf()));
  expect(await virtualDuration(blotatoOf(service).messages.send(directMessage))).toBe(7_000);
  expect(service.requests).toHaveLength(2);
});

test("without retries, nothing is sent again", async () => {
  expect(await pausesOf(rateLimited("1"), { retries: 0 })).toEqual([]);
});
