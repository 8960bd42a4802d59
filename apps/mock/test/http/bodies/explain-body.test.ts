import { beforeAll, describe, expect, test } from "vitest";

import { explainBody } from "../../../src/http/request/explain-body.ts";
import { loadSpec, type Operation } from "../../../src/prism/spec/load.ts";
import { specFileOf } from "../../prism/spec-paths.ts";

let blotato: readonly Operation[];
let blooio: readonly Operation[];

beforeAll(async () => {
  [blotato, blooio] = [
    (await loadSpec(specFileOf("blotato"))).operations,
    (await loadSpec(specFileOf("blooio"))).operations,
  ];
});

const named = (operations: readonly Operation[], id: string): Operation =>
  operations.find(({ iid }) => iid === id) as Operation;

const message = { accountId: "1", recipientId: "2", text: "Hello" };
const tagged = { targetType: "instagram", responseType: "MESSAGE_TAG" };
const page = { targetType: "facebook", pageId: "1" };

describe("of a message on Blotato, the branch that is nearest speaks", () => {
  test.each<[string, unknown, readonly string[]]>([
    ["a tagged response without its tag", { ...message, target: tagged }, ["target.tag is required"]],
    [
      "the same on Facebook",
      { ...message, target: { ...page, responseType: "MESSAGE_TAG" } },
      ["target.tag is required"],
    ],
    [
      "an empty tag",
      { ...message, target: { ...tagged, tag: "" } },
      ["target.tag must NOT have fewer than 1 characters"],
    ],
    ["Facebook without its page", { ...message, target: { targetType: "facebook" } }, ["target.pageId is required"]],
    [
      "Facebook with a page that is not a number",
      { ...message, target: { ...page, pageId: "my page" } },
      ["target.pageId must match ^\\d+$"],
    ],
    ["Facebook with a numeric page", { ...message, target: { ...page, pageId: 5 } }, ["target.pageId must be string"]],
    ["a target without its type", { ...message, target: {} }, ["target.targetType is required"]],
    ["a target that is a text", { ...message, target: "twitter" }, ["target must be object"]],
    ["a target that is null", { ...message, target: null }, ["target must be object"]],
    ["no target", message, ["target is required"]],
    [
      "nothing at all",
      {},
      ["accountId is required", "target is required", "recipientId is required", "text is required"],
    ],
    ["no text", { ...message, text: "", target: page }, ["text must NOT have fewer than 1 characters"]],
    [
      "a text too long",
      { ...message, text: "x".repeat(10_001), target: page },
      ["text must NOT have more than 10000 characters"],
    ],
    [
      "two faults of one branch",
      { ...message, target: { targetType: "facebook", responseType: "SHOUT" } },
      ["target.pageId is required", "target.responseType must be RESPONSE or UPDATE"],
    ],
    [
      "two faults in two places",
      { ...message, text: 5, target: tagged },
      ["text must be string", "target.tag is required"],
    ],
    ["null", null, ["the body must be object"]],
    ["a list", [], ["the body must be object"]],
  ])("%s", (_, body, reasons) => {
    expect([...explainBody(named(blotato, "sendMessage"), body).reasons].toSorted()).toEqual([...reasons].toSorted());
  });

  test("a target that cannot be sent to names each that can, once", () => {
    const [reason = "", ...more] = explainBody(named(blotato, "sendMessage"), {
      ...message,
      target: { targetType: "bluesky" },
    }).reasons;
    expect(more).toEqual([]);
    expect(reason).toMatch(/^target\.targetType must be (\w+) or (\w+) or (\w+)$/);
    expect(
      new Set(
        reason
          .split(" ")
          .slice(3)
          .filter((word) => word !== "or"),
      ),
    ).toEqual(new Set(["facebook", "instagram", "twitter"]));
  });

  test("an unknown kind of response names the kinds of that platform", () => {
    const [reason = "", ...more] = explainBody(named(blotato, "sendMessage"), {
      ...message,
      target: { targetType: "instagram", responseType: "SHOUT" },
    }).reasons;
    expect(more).toEqual([]);
    expect(reason).toMatch(/^target\.responseType must be RESPONSE or UPDATE( or MESSAGE_TAG)?$/);
  });

  test.each([5, null, {}, []])(
    "a kind of response that is %j is reported as such, and not as a wrong platform",
    (responseType) => {
      const { reasons } = explainBody(named(blotato, "sendMessage"), {
        ...message,
        target: { targetType: "instagram", responseType },
      });
      expect(reasons.join("; ")).toContain("target.responseType");
    },
  );
});

describe("of a post on Blotato, the branch that is nearest speaks", () => {
  const post = {
    accountId: "1",
    content: { text: "", mediaUrls: [], platform: "twitter" },
    target: { targetType: "twitter" },
  };
  const tiktok = { ...post, content: { ...post.content, platform: "tiktok" }, target: { targetType: "tiktok" } };

  test.each<[string, unknown, RegExp, readonly string[]]>([
    [
      "a time inside the post",
      { post: { ...post, scheduledTime: "2026-12-30T08:00:00Z" } },
      /^post\.scheduledTime is not a field of this request$/,
      ["post.scheduledTime"],
    ],
    [
      "a field that content does not have",
      { post: { ...post, content: { ...post.content, title: "x" } } },
      /^post\.content\.title is not a field of this request$/,
      ["post.content.title"],
    ],
    [
      "TikTok without its switches",
      { post: tiktok },
      /^post\.target\.privacyLevel is required; .*post\.target\.isAiGenerated is required$/,
      [],
    ],
    [
      "a platform unlike its target",
      { post: { ...post, target: { targetType: "threads" } } },
      /^post\.(target\.targetType must be twitter|content\.platform must be threads)$/,
      [],
    ],
    [
      "an unknown platform, named twice",
      { post: { ...post, content: { ...post.content, platform: "fax" }, target: { targetType: "fax" } } },
      /post\.(content\.platform|target\.targetType) must be /,
      [],
    ],
    [
      "an unknown platform in both places, by all that are known",
      { post: { ...post, content: { ...post.content, platform: "fax" }, target: { targetType: "fax" } } },
      /^post\.content\.platform must be (\w+ or ){10}\w+; post\.target\.targetType must be (\w+ or ){9}webhook$/,
      [],
    ],
    ["no content", { post: { accountId: "1", target: post.target } }, /^post\.content is required$/, []],
    ["a post that is null", { post: null }, /^post must be object$/, []],
    ["an invalid time", { post, scheduledTime: "tomorrow" }, /^scheduledTime must match format "date-time"$/, []],
  ])("%s", (_, body, reason, unknownFields) => {
    const problems = explainBody(named(blotato, "publishPost"), body);
    expect(problems.reasons.join("; ")).toMatch(reason);
    expect(problems.unknownFields).toEqual(unknownFields);
  });
});

describe("of a send on Blooio", () => {
  test.each<[string, string, unknown, RegExp, readonly string[]]>([
    [
      "the retired form",
      "sendMessage",
      { channel_id: "ch_1", to: "+15555550142", content: { text: "Hello" } },
      /content is not a field of this request/,
      ["channel_id", "content"],
    ],
    [
      "a sender inside a chat",
      "sendMessageToChat",
      { text: "Hello", from: "+15555550101" },
      /^from is not a field of this request$/,
      ["from"],
    ],
    ["no recipient", "sendMessage", { text: "Hello" }, /^to is required$/, []],
    ["a recipient that is a number", "sendMessage", { text: "Hello", to: 5 }, /^to must be /, []],
    [
      "a list with a wrong recipient",
      "sendMessage",
      { text: "Hello", to: ["+15555550142", 5] },
      /^to\.1 must be string$/,
      [],
    ],
    [
      "an object without an id",
      "sendMessage",
      { text: "Hello", to: {} },
      /^to\.contact_id or to\.group_id is required$/,
      [],
    ],
    ["an unknown reaction", "addReaction", {}, /^reaction is required$/, []],
    ["null", "sendMessage", null, /^the body must be object$/, []],
  ])("%s is reported", (_, id, body, reason, unknownFields) => {
    const problems = explainBody(named(blooio, id), body);
    expect(problems.reasons.join("; ")).toMatch(reason);
    expect([...problems.unknownFields].toSorted()).toEqual(unknownFields);
  });
});
