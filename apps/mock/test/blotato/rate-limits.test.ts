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
interface Operation {
  readonly "x-rate-limit"?: number;
  readonly parameters?: readonly { readonly name: string; readonly example?: unknown; readonly required?: boolean }[];
  readonly requestBody?: {
    readonly content: Record<"application/json", { readonly examples: Record<string, { readonly value: object }> }>;
  };
  readonly responses: object;
}

type Limited = readonly [route: string, limit: number, body: object | undefined];

const operations = Object.entries(specPaths<Operation>("blotato")).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => [method.toUpperCase(), path, operation] as const),
);

/** Each operation that has a limit, with the values that the spec shows. */
const limited = operations.flatMap(
  ([method, path, { parameters = [], requestBody, "x-rate-limit": limit }]): Limited[] => {
    if (limit === undefined) return [];
    const exampleOf = (name: string): string =>
      encodeURIComponent(String(parameters.find((each) => each.name === name)?.example));
    const query = parameters.filter(({ name, required }) => required === true && !path.includes(`{${name}}`));
    const search = query.map(({ name }) => `${name}=${exampleOf(name)}`).join("&");
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => exampleOf(name));
    const [first] = Object.values(requestBody?.content["application/json"].examples ?? {});
    return [[`${method} ${filled}${search && "?"}${search}`, limit, first?.value]];
  },
);

const named = (route: string): Limited => {
  const found = limited.find(([each]) => each === route);
  if (found === undefined) throw new Error(`the spec has no limit of ${route}`);
  return found;
};

/** Blotato's own table, as far as it was seen. */
const documented = {
  "POST /v2/posts": 30,
  "GET /v2/posts/{postSubmissionId}": 60,
};

const statuses = async (count: number, [route, , body]: Limited, key = "a"): Promise<readonly number[]> => {
  const received: number[] = [];
  for (let sent = 0; sent < count; sent += 1) received.push((await blotato.call(key, route, body)).status);
  return received;
};

test.each(limited)("%s takes %i requests in a minute", async (route, limit, body) => {
  const { count } = await blotato.tenant("a");
  expect(await statuses(limit, [route, limit, body])).not.toContain(429);
  const held = count();
  blotato.clock.advance("11s");
  const rejected = await blotato.call("a", route, body);
  expect(rejected).toEqual({
    status: 429,
    body: { statusCode: 429, message: "Rate limit exceeded, retry in 49 seconds" },
  });
  expect(count()).toEqual(held);
  expect(blotato.api.violations).toEqual([]);
});

test("exactly the operations whose spec has a 429 are limited, and those that the vendor names have its numbers", () => {
  const names = (isSo: (operation: Operation) => boolean): readonly string[] =>
    operations.filter(([, , operation]) => isSo(operation)).map(([method, path]) => `${method} ${path}`);
  expect(names((operation) => operation["x-rate-limit"] !== undefined)).toEqual(
    names(({ responses }) => "429" in responses),
  );
  const numbers = new Map(
    operations.map(([method, path, operation]) => [`${method} ${path}`, operation["x-rate-limit"]]),
  );
  for (const [route, number] of Object.entries(documented))
    expect([route, numbers.get(route)]).toEqual([route, number]);
});

test.each(["GET /v2/users/me", "GET /v2/users/me/accounts", "GET /v2/users/me/accounts/40113/subaccounts"])(
  "%s has no limit",
  async (route) => {
    expect(await statuses(130, [route, 0, undefined])).toEqual(Array(130).fill(200));
  },
);

test("a request is taken again after the seconds that it names, and rejections do not make the wait longer", async () => {
  const sends: Limited = ["POST /v2/messages", 30, tweet];
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
  const [lists, messages] = [named("GET /v2/conversations"), named("GET /v2/messages")];
  expect(await statuses(61, lists)).toContain(429);
  expect(await statuses(60, messages)).not.toContain(429);
  expect(await statuses(60, lists, "b")).not.toContain(429);
});

test("there are no limits unless they are switched on", async () => {
  blotato = await mockBlotato();
  for (const operation of limited) expect(await statuses(operation[1] + 1, operation)).not.toContain(429);
});

test("a walk goes on where it was rejected", async () => {
  const page = () => blotato.call<Page<Conversation>>("a", "GET /v2/conversations?limit=1");
  const first = await page();
  await statuses(60, named("GET /v2/conversations"));
  const next = `GET /v2/conversations?limit=1&cursor=${first.body.cursor}`;
  expect((await blotato.call("a", next)).status).toBe(429);
  blotato.clock.advance("1m");
  expect((await blotato.call("a", next)).status).toBe(200);
});
