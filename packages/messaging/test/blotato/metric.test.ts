import { describe, expect, expectTypeOf, test } from "vitest";

import type { ListedPost } from "@switchboard/blotato";

import { isInState, metric, type PublishedListedPost } from "../../src/blotato/index.ts";

describe("a metric", () => {
  const analytics = {
    metrics: {
      viewsCount: "1204",
      likesCount: "0",
      sharesCount: "",
      savesCount: "many",
      watchTimeMsAvg: 5400.5,
      viewsByCountry: { DE: "7" },
      clicksCount: null,
      repliesCount: "9007199254740993",
    },
  };

  test.each<[string, number | undefined]>([
    ["viewsCount", 1204],
    ["likesCount", 0],
    ["watchTimeMsAvg", 5400.5],
    ["repliesCount", 9007199254740992],
    ["sharesCount", undefined],
    ["savesCount", undefined],
    ["viewsByCountry", undefined],
    ["clicksCount", undefined],
    ["playsCount", undefined],
    ["constructor", undefined],
  ])("%s is the number %s", (name, number) => expect(metric(analytics, name)).toBe(number));

  test.each([[{ metrics: null }], [{}], [undefined]])("is undefined where there are none: %j", (of) =>
    expect(metric(of, "viewsCount")).toBeUndefined(),
  );
});

test("the state of a listed post says what its id names", () => {
  const post = { id: "6701204", postTime: "", platform: "twitter", state: { type: "published", postUrl: "u" } };
  const listed: ListedPost = post;
  expect([isInState(listed, "published"), isInState(listed, "scheduled"), isInState(listed, "failed")]).toEqual([
    true,
    false,
    false,
  ]);
  // A state that nobody knows yet breaks no reader.
  expect(isInState({ ...listed, state: { type: "paused" } }, "scheduled")).toBe(false);
  if (isInState(listed, "published")) expectTypeOf(listed).toExtend<PublishedListedPost>();
});
