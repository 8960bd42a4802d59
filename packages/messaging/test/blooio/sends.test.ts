import { describe, expect, test } from "vitest";

import type { Blooio, MessageContent } from "../../src/blooio/index.ts";
import { ApiError, SwitchboardError } from "../../src/index.ts";
import { accepted, blooioOf } from "../samples.ts";
import { json, serviceOf, text } from "../scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime } from "../virtual-time.ts";

useVirtualTime();

const imessage = { id: "ch_1", type: "blooio" };

const sends: readonly { readonly name: string; send(client: Blooio, content: MessageContent): Promise<unknown> }[] = [
  { name: "messages.send", send: ({ messages }, content) => messages.send({ to: "+1", ...content }) },
  {
    name: "messages.sendToGroup",
    send: ({ messages }, content) => messages.sendToGroup({ from: imessage, to: ["+1", "+2"], ...content }),
  },
  { name: "chats.send", send: ({ chats }, content) => chats.send("chat_1", content) },
];

describe.each(sends)("$name", ({ send }) => {
  test("a 201 that failed at once is an error, with the vendor's reason and its advice", async () => {
    const failed = {
      id: "msg_1",
      status: "failed",
      error: { code: "not_on_imessage", message: "The number has no iMessage" },
      fallback: { recommended: true, reason: "Try SMS" },
    };
    const error = await rejection(send(blooioOf(serviceOf(json(201, failed))), { text: "a" }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      kind: "delivery",
      status: 201,
      code: "not_on_imessage",
      retryable: false,
      body: failed,
    });
    expect((error as Error).message).toMatch(/The number has no iMessage.*Try SMS/);
  });

  test("a failed one without a reason, and without advice, says so", async () => {
    const error = await rejection(
      send(
        blooioOf(
          serviceOf(json(201, { status: "failed", error: null, fallback: { recommended: false, reason: "x" } })),
        ),
        { text: "a" },
      ),
    );
    expect((error as Error).message).toMatch(/no reason given$/);
  });

  test("an accepted message without an id is one that may have been sent", async () => {
    const error = await rejection(send(blooioOf(serviceOf(json(201, { status: "queued" }))), { text: "a" }));
    expect(error).toMatchObject({ name: "ApiError", maybeSent: true });
  });

  test("the error of a failed message counts all attempts", async () => {
    const service = serviceOf(text(503, ""), json(201, { id: "msg_1", status: "failed" }));
    expect(await inVirtualTime(rejection(send(blooioOf(service), { text: "a" })))).toMatchObject({ attempts: 2 });
  });

  test.each<[string, MessageContent, RegExp]>([
    ["no text", { text: "" }, /text has 0 characters.*at least 1/],
    ["no attachments", { attachments: [] }, /attachments has 0 items.*at least 1/],
    ["no parts", { parts: [] }, /parts has 0 items.*at least 1/],
    ["a poll with one option", { poll: { title: "?", options: ["yes"] } }, /poll\.options has 1 items.*at least 2/],
    [
      "a poll without a title",
      { poll: { title: "", options: ["yes", "no"] } },
      /poll\.title has 0 characters.*at least 1/,
    ],
    [
      "a poll with an empty option",
      { poll: { title: "?", options: ["yes", ""] } },
      /poll\.options\[1\] has 0 characters.*at least 1/,
    ],
    ["a text that is a number", { text: 5 as never }, /text is of type number; expected a text/],
    ["a text that is null", { text: null as never }, /text is of type object; expected a text/],
    [
      "attachments that are not a list",
      { attachments: "a.png" as never },
      /attachments is of type string; expected a list/,
    ],
    ["a text that is undefined", { text: undefined as never }, /text is of type undefined; expected a text/],
  ])("rejects %s before any request, and names field, limit and length", async (_, content, words) => {
    const service = serviceOf(json(201, accepted));
    const error = await rejection(send(blooioOf(service), content));
    expect(error).toBeInstanceOf(SwitchboardError);
    expect((error as Error).message).toMatch(words);
    expect(service.requests).toEqual([]);
  });

  test("a dry run is rejected before any request: it would pass for a send", async () => {
    const service = serviceOf(json(200, { dry_run: true, would_send: true }));
    const draft: object = { text: "a", dry_run: true };
    const error = await rejection(send(blooioOf(service), draft as MessageContent));
    expect(error).toBeInstanceOf(SwitchboardError);
    expect((error as Error).message).toMatch(/dry_run/);
    expect(service.requests).toEqual([]);
  });

  test("the response to a dry run is not taken for that to a send", async () => {
    for (const body of [
      { ...accepted, dry_run: true },
      { fan_out: true, dry_run: true, sent: 1, data: [] },
    ]) {
      const error = await rejection(send(blooioOf(serviceOf(json(200, body))), { text: "a" }));
      expect(error).toMatchObject({ name: "ApiError", maybeSent: true });
    }
  });

  test("a replay of an earlier send, 200, is the same result", async () => {
    await expect(send(blooioOf(serviceOf(json(200, accepted))), { text: "a" })).resolves.toEqual(accepted);
  });
});

describe("a dry run", () => {
  const body = { dry_run: true, would_send: true, channel_id: "ch_1" };

  test("requests one, and gives what would have been sent", async () => {
    const service = serviceOf(json(200, body));
    const { chats, messages } = blooioOf(service);
    await expect(messages.dryRun({ to: "+1", text: "a" })).resolves.toEqual(body);
    await expect(chats.dryRun("chat_1", { text: "a" })).resolves.toEqual(body);
    expect(service.requests.map(({ text: sent }) => JSON.parse(sent))).toEqual([
      { to: "+1", text: "a", dry_run: true },
      { text: "a", dry_run: true },
    ]);
  });

  test("that the service did not honour is never called one: the message was sent", async () => {
    const { chats, messages } = blooioOf(serviceOf(json(201, accepted)));
    expect(await rejection(messages.dryRun({ to: "+1", text: "a" }))).toMatchObject({
      name: "ApiError",
      maybeSent: true,
    });
    expect(await rejection(chats.dryRun("chat_1", { text: "a" }))).toMatchObject({ name: "ApiError", maybeSent: true });
  });

  test("whose response is cut off sent nothing", async () => {
    const { chats, messages } = blooioOf(serviceOf(text(200, '{"dry')), { retries: 0 });
    for (const call of [messages.dryRun({ to: "+1", text: "a" }), chats.dryRun("chat_1", { text: "a" })]) {
      expect(await rejection(call)).toMatchObject({ name: "ApiError", maybeSent: false });
    }
  });

  test("does not change the message that it was given", async () => {
    const message = Object.freeze({ to: "+1", text: "a" });
    await blooioOf(serviceOf(json(200, body))).messages.dryRun(message);
    expect(message).toEqual({ to: "+1", text: "a" });
  });
});
