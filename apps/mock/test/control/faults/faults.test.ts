import { describe, expect, test } from "vitest";

import { FaultError, type Fault } from "../../../src/control/faults/fault.ts";
import { createFaults, type Faults } from "../../../src/control/faults/faults.ts";
import { startMock } from "../../../src/index.ts";
import { createRandom } from "../../../src/model/random.ts";

function create(seed = 1): Faults {
  let id = 0;
  return createFaults(
    "blotato",
    () => createRandom(seed),
    () => (id += 1),
  );
}

const struckOf = (faults: Faults, count: number, key = "k"): string =>
  Array.from({ length: count }, () => (faults.hit("send", key, false) === undefined ? "." : "x")).join("");

describe("a fault", () => {
  test.each<[string, Fault, string]>([
    ["hits every request", { status: 500 }, "xxxxxx"],
    ["hits as often as it says", { status: 500, times: 2 }, "xx...."],
    ["lets pass as many as it says", { status: 500, after: 2 }, "..xxxx"],
    ["lets pass, then hits", { status: 500, after: 1, times: 3 }, ".xxx.."],
    ["of another key hits none", { status: 500, key: "other" }, "......"],
    ["of a cursor hits none without one", { cursor: "loop" }, "......"],
    ["with no chance hits none", { status: 500, chance: 0 }, "......"],
    ["with every chance hits every request", { status: 500, chance: 1 }, "xxxxxx"],
  ])("%s", (_, fault, hits) => {
    const faults = create();
    faults.add("send", fault);
    expect(struckOf(faults, 6)).toBe(hits);
  });

  test("of every operation hits any", () => {
    const faults = create();
    faults.add("*", { status: 500, times: 1 });
    expect(faults.hit("anything", "k", false)).toMatchObject({ fault: { status: 500 } });
  });

  test("with a chance hits about that part, the same requests for the same seed", () => {
    const [one, other, third] = [create(7), create(7), create(8)];
    for (const faults of [one, other, third]) faults.add("send", { status: 500, chance: 0.2 });
    const hits = struckOf(one, 1_000);
    expect(hits.replaceAll(".", "").length).toBeGreaterThan(150);
    expect(hits.replaceAll(".", "").length).toBeLessThan(250);
    expect(struckOf(other, 1_000)).toBe(hits);
    expect(struckOf(third, 1_000)).not.toBe(hits);
  });

  test("hits the same requests again once all faults were removed", () => {
    const faults = create(7);
    const hits = Array.from({ length: 2 }, () => {
      faults.clear();
      faults.add("send", { status: 500, chance: 0.5 });
      return struckOf(faults, 50);
    });
    expect(hits[1]).toBe(hits[0]);
  });

  test("waits no longer than a timer can", () => {
    const faults = create();
    faults.add("*", { latency: 2 ** 31 - 1 });
    faults.add("*", { latency: 2 ** 31 - 1 });
    expect(faults.hit("send", "k", false)?.delay).toBe(2 ** 31 - 1);
  });

  test("that makes responses late adds to the one that makes them wrong", () => {
    const faults = create();
    faults.add("*", { latency: 100 });
    faults.add("send", { status: 500, latency: 20 });
    expect(faults.hit("send", "k", false)).toMatchObject({ fault: { status: 500 }, delay: 120 });
    expect(faults.hit("list", "k", false)).toEqual({ fault: undefined, delay: 100 });
  });

  test("that came first hits first, and is followed by the next when it is used up", () => {
    const faults = create();
    faults.add("send", { status: 500, times: 1 });
    faults.add("send", { status: 503, times: 1 });
    const statuses = Array.from({ length: 3 }, () => faults.hit("send", "k", false)?.fault);
    expect(statuses).toMatchObject([{ status: 500 }, { status: 503 }, undefined]);
  });

  test("counts on in the view that was given of it, and shows no key", () => {
    const faults = create();
    const view = faults.add("send", { status: 500, key: "secret" });
    faults.hit("send", "secret", false);
    expect(view).toMatchObject({ hits: 1, forOneKey: true, fault: { status: 500 } });
    expect(JSON.stringify([view, faults.list()])).not.toContain("secret");
  });

  test("of one key goes with that key, and others stay", () => {
    const faults = create();
    faults.add("send", { status: 500, key: "a" });
    const kept = faults.add("send", { status: 503 });
    faults.clear("a");
    expect(faults.list().map(({ id }) => id)).toEqual([kept.id]);
    faults.clear();
    expect(faults.list()).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ["says nothing", {}, "has no kind"],
    ["waits for no time before a byte", { byteDelay: 0 }, "byteDelay is 0"],
    ["says two things", { status: 500, hang: true }, "one thing at a time, not status and hang"],
    ["has an unknown word", { staus: 500, hang: true }, 'has no "staus"'],
    ["has an invalid status", { status: 42 }, "status is 42; expected a whole number from 200 to 599"],
    ["resets nowhere", { reset: "after" }, 'expected "before" or "body"'],
    ["has a delay below zero", { latency: -1 }, "latency is -1"],
    ["has a spread the wrong way round", { latency: [5, 1] }, "latency is [5,1]"],
    ["has a delay that no timer takes", { latency: 2 ** 31 }, "latency is 2147483648"],
    ["hits half a time", { status: 500, times: 0.5 }, "times is 0.5"],
    ["has a wait of nothing but space", { status: 429, retryAfter: " " }, "retryAfter is"],
    ["has a header that cannot be sent", { status: 429, retryAfter: "1\r\nx: y" }, "retryAfter is"],
    ["has a body that is not JSON", { status: 400, body: () => 1 }, "expected a JSON value"],
    ["has a body without a status", { hang: true, body: {} }, "has body only together with a status"],
    ["has words that say nothing", { status: undefined }, "has no kind"],
    ["has more chance than there is", { status: 500, chance: 2 }, "chance is 2; expected a number from 0 to 1"],
  ])("is rejected when it %s", (_, fault, reason) => {
    const faults = create();
    expect(() => faults.add("send", fault as Fault)).toThrow(FaultError);
    expect(() => faults.add("send", fault as Fault)).toThrow(reason);
    expect(faults.list()).toEqual([]);
  });
});

describe("mock.fail", () => {
  test("reaches each API that has the operation, and says which operations there are", async () => {
    await using mock = await startMock();
    mock.fail("sendMessage", { status: 503 });
    mock.fail("listChats", { status: 503 });
    const json = { "content-type": "application/json" };
    const responses = await Promise.all([
      fetch(`${mock.blotato.url}/v2/messages`, {
        method: "POST",
        headers: { ...json, "blotato-api-key": "k" },
        body: JSON.stringify({
          accountId: "40114",
          recipientId: "1",
          text: "Hello",
          target: { targetType: "twitter" },
        }),
      }),
      fetch(`${mock.blooio.url}/messages`, {
        method: "POST",
        headers: { ...json, authorization: "Bearer k" },
        body: JSON.stringify({ to: "+15555550142", text: "Hello" }),
      }),
      fetch(`${mock.blooio.url}/chats`, { headers: { authorization: "Bearer k" } }),
    ]);
    expect(responses.map(({ status }) => status)).toEqual([503, 503, 503]);
    // @ts-expect-error a name that no API has does not compile either
    expect(() => mock.fail("sendMesage", { status: 503 })).toThrow(/no operation "sendMesage".*listConversations/);
    expect(() => mock.fail("getMe", { cursor: "loop" })).toThrow("getMe has no cursor that could fail");
    // @ts-expect-error nor does the name of another API
    expect(() => mock.blotato.fail("listChats", { status: 503 })).toThrow('no operation "listChats"');
  });

  test("a body comes byte by byte, whole, and only as long as somebody reads it", async () => {
    await using mock = await startMock({ conversations: 1 });
    const get = (): Promise<Response> =>
      fetch(`${mock.blotato.url}/v2/conversations?limit=1`, { headers: { "blotato-api-key": "k" } });
    const expected = await (await get()).text();
    mock.fail("listConversations", { byteDelay: 1, times: 1 });
    const slow = await get();
    const chunks = await Array.fromAsync(slow.body ?? []);
    expect(Buffer.concat(chunks).toString()).toBe(expected);
    expect(chunks.length).toBeGreaterThan(20);
    // With an hour before each byte, the head is there at once, and the end of the mock waits for nothing.
    mock.fail("listConversations", { byteDelay: 3_600_000 });
    const held = await get();
    expect([held.status, held.headers.get("content-length")]).toEqual([200, String(Buffer.byteLength(expected))]);
    const text = held.text().then(
      () => "whole",
      () => "ended",
    );
    await mock.close();
    expect(await text).toBe("ended");
  });

  test("a response that hangs or is late holds up neither the end of the mock nor other requests", async () => {
    const mock = await startMock();
    mock.blotato.fail("listConversations", { hang: true, times: 1 });
    mock.blotato.fail("listMessages", { latency: 60_000 });
    const get = (path: string): Promise<Response> =>
      fetch(`${mock.blotato.url}${path}`, { headers: { "blotato-api-key": "k" } });
    const held = [get("/v2/conversations"), get("/v2/messages")].map((sent) =>
      sent.then(
        () => "responded",
        () => "ended",
      ),
    );
    await expect.poll(() => mock.requests("listMessages").length).toBe(1);
    expect((await get("/v2/conversations")).status).toBe(200);
    await mock.close();
    await expect(Promise.all(held)).resolves.toEqual(["ended", "ended"]);
  });
});
