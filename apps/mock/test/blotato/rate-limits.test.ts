import { beforeEach, expect, test } from "vitest";

import { specPaths } from "../prism/spec-paths.ts";
import { mockBlotato, type Conversation, type MockedBlotato, type Page } from "./mocked-blotato.ts";

let blotato: MockedBlotato;

beforeEach(async () => {
  blotato = await mockBlotato(1, { rateLimits: true });
});

const tweet = {
  accountId: "40114",
  recipientId: "1500000000000000301",
  text: "The table for four is booked.",
  target: { targetType: "twitter" },
};
const post = {
  accountId: "40114",
  content: { text: "The oven is warm.", mediaUrls: [], platform: "twitter" },
  target: { targetType: "twitter" },
};

type Limited = readonly [route: string, limit: number, status: number, body: object | undefined];

const limited: readonly Limited[] = [
  ["GET /v2/conversations", 60, 200, undefined],
  ["GET /v2/conversations/700301", 60, 200, undefined],
  ["GET /v2/messages", 60, 200, undefined],
  ["POST /v2/messages", 30, 201, tweet],
  ["POST /v2/posts", 30, 201, { post }],
  ["GET /v2/posts/unknown", 60, 404, undefined],
  ["POST /v2/media", 10, 201, { url: "https://cdn.example.com/a.png" }],
];

const statuses = async (count: number, [route, , , body]: Limited, key = "a"): Promise<readonly number[]> => {
  const answered: number[] = [];
  for (let sent = 0; sent < count; sent += 1) answered.push((await blotato.call(key, route, body)).status);
  return answered;
};

test.each(limited)("%s takes %i requests in a minute", async (route, limit, status, body) => {
  const { count } = await blotato.tenant("a");
  expect(await statuses(limit, [route, limit, status, body])).toEqual(Array(limit).fill(status));
  const held = count();
  blotato.clock.advance("11s");
  const refused = await blotato.call("a", route, body);
  expect(refused).toEqual({
    status: 429,
    body: { statusCode: 429, message: "Rate limit exceeded, retry in 49 seconds" },
  });
  expect(count()).toEqual(held);
  expect(blotato.api.violations).toEqual([]);
});

test("exactly the operations whose spec has a 429 are limited", () => {
  const documented = Object.entries(specPaths<{ readonly responses: object }>("blotato")).flatMap(
    ([path, operations]) =>
      Object.entries(operations)
        .filter(([, { responses }]) => "429" in responses)
        .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
  const routes = limited.map(([route]) =>
    route.replace("/700301", "/{conversationId}").replace("/unknown", "/{postSubmissionId}"),
  );
  expect(routes.toSorted()).toEqual(documented.toSorted());
});

test.each(["GET /v2/users/me", "GET /v2/users/me/accounts", "GET /v2/users/me/accounts/40113/subaccounts"])(
  "%s has no limit",
  async (route) => {
    expect(await statuses(130, [route, 0, 200, undefined])).toEqual(Array(130).fill(200));
  },
);

test("a request is taken again after the seconds that it names, and rejections do not make the wait longer", async () => {
  const [sends] = limited.filter(([route]) => route === "POST /v2/messages") as [Limited];
  await statuses(30, sends);
  for (const [wait, left] of [
    [0, 60],
    [1, 60],
    [999, 59],
    [58_999, 1],
  ] as const) {
    blotato.clock.advance(wait);
    const { body } = await blotato.call("a", "POST /v2/messages", tweet);
    expect(body.message).toBe(`Rate limit exceeded, retry in ${left} seconds`);
  }
  blotato.clock.advance(1);
  expect(await statuses(31, sends)).toEqual([...Array<number>(30).fill(201), 429]);
});

test("each route, and each key, is counted by itself", async () => {
  const [lists, , messages] = limited as readonly [Limited, Limited, Limited];
  expect(await statuses(61, lists)).toContain(429);
  expect(await statuses(60, messages)).not.toContain(429);
  expect(await statuses(60, lists, "b")).not.toContain(429);
});

test("there are no limits unless they are switched on", async () => {
  blotato = await mockBlotato();
  for (const operation of limited) {
    expect(await statuses(70, operation)).toEqual(Array(70).fill(operation[2]));
  }
});

test("a walk goes on where it was rejected", async () => {
  const page = () => blotato.call<Page<Conversation>>("a", "GET /v2/conversations?limit=1");
  const first = await page();
  await statuses(60, ["GET /v2/conversations", 60, 200, undefined]);
  const next = `GET /v2/conversations?limit=1&cursor=${first.body.cursor}`;
  expect((await blotato.call("a", next)).status).toBe(429);
  blotato.clock.advance("1m");
  expect((await blotato.call("a", next)).status).toBe(200);
});
