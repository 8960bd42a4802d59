import { describe, expect, test } from "vitest";

import { isComment } from "../../src/blotato/index.ts";
import { SwitchboardError } from "../../src/index.ts";
import { blotatoOf, commentOf, messageOf } from "../samples.ts";
import { json, reset, serviceOf } from "../scripted-fetch.ts";
import { rejection } from "../virtual-time.ts";

describe("blotato.comments.reply", () => {
  test.each([
    ["a comment, below it", { parentCommentId: null }, "52"],
    ["a comment that does not say what is above it, below it", { parentCommentId: undefined }, "52"],
    ["a reply, below the comment above both", { parentCommentId: "51" }, "51"],
  ])("replies to %s", async (_, changes, parentCommentId) => {
    const service = serviceOf(json(201, commentOf({ id: "53" })));
    const reply = await blotatoOf(service).comments.reply(
      commentOf(changes as { parentCommentId: null }),
      "Thank you!",
    );
    expect(reply.id).toBe("53");
    const [request] = service.requests;
    expect([request?.method, request?.url.pathname]).toEqual(["POST", "/v2/comments"]);
    expect(JSON.parse(request?.text ?? "")).toEqual({ postId: "67", parentCommentId, text: "Thank you!" });
  });

  test("rejects an empty text before any request", async () => {
    const service = serviceOf();
    expect(await rejection(blotatoOf(service).comments.reply(commentOf(), ""))).toBeInstanceOf(SwitchboardError);
    expect(service.requests).toEqual([]);
  });

  test("is not repeated where the response was lost, and says so", async () => {
    const service = serviceOf(reset, json(201, commentOf()));
    expect(await rejection(blotatoOf(service).comments.reply(commentOf(), "Thank you!"))).toMatchObject({
      maybeSent: true,
      operationId: "createComment",
    });
    expect(service.requests).toHaveLength(1);
  });

  test("without an id, has no result, since nothing could follow it", async () => {
    const service = serviceOf(json(201, { ok: true }));
    expect(await rejection(blotatoOf(service).comments.reply(commentOf(), "Thank you!"))).toMatchObject({
      kind: "server",
      maybeSent: true,
    });
  });
});

test("an item of the inbox is a comment or a message, which its fields tell", () => {
  expect([commentOf(), messageOf()].map((item) => isComment(item))).toEqual([true, false]);
});
