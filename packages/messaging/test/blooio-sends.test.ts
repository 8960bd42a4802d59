import { describe, expect, test } from "vitest";

import type { Blooio, MessageContent } from "../src/blooio/index.ts";
import { ApiError, SwitchboardError } from "../src/index.ts";
import { accepted, blooioOf } from "./samples.ts";
import { json, serviceOf, silence, text } from "./scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime, virtualDuration } from "./virtual-time.ts";

useVirtualTime();

const sends: readonly { readonly name: string; send(client: Blooio, content: MessageContent): Promise<unknown> }[] = [
  { name: "messages.send", send: ({ messages }, content) => messages.send({ to: "+1", ...content }) },
  {
    name: "messages.sendToSeveral",
    send: ({ messages }, content) => messages.sendToSeveral({ to: ["+1"], ...content }),
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
    expect((error as Error).message).toMatch(/no reason$/);
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
  ])("refuses %s before any request, and names field, limit and length", async (_, content, words) => {
    const service = serviceOf(json(201, accepted));
    const error = await rejection(send(blooioOf(service), content));
    expect(error).toBeInstanceOf(SwitchboardError);
    expect((error as Error).message).toMatch(words);
    expect(service.requests).toEqual([]);
  });

  test("a replay of an earlier send, 200, is the same result", async () => {
    await expect(send(blooioOf(serviceOf(json(200, accepted))), { text: "a" })).resolves.toEqual(accepted);
  });
});

describe("a message to several", () => {
  const results = [
    { to: "+1", id: "msg_1", status: "queued" },
    { to: "+2", status: "failed", error: { code: "no_route", message: "No channel reaches it" } },
  ];
  const several = { to: ["+1", "+2"], text: "a" };

  test("gives each recipient's result of a mixed fan-out, and loses nothing", async () => {
    const mixed = { fan_out: true, sent: 1, failed: 1, data: results };
    await expect(blooioOf(serviceOf(json(207, mixed))).messages.sendToSeveral(several)).resolves.toEqual(mixed);
  });

  test("gives the message to a group that was started", async () => {
    const group = { ...accepted, group_id: "grp_1" };
    await expect(blooioOf(serviceOf(json(201, group))).messages.sendToSeveral(several)).resolves.toEqual(group);
  });

  test("is an error that holds every result when nobody was reached", async () => {
    const nobody = { fan_out: true, sent: 0, failed: 2, data: [{ ...results[1], to: "+1" }, results[1]] };
    const error = await rejection(blooioOf(serviceOf(json(422, nobody))).messages.sendToSeveral(several));
    expect(error).toMatchObject({ status: 422, code: "no_route", maybeSent: false, body: nobody });
    expect((error as Error).message).toMatch(/\+1: No channel reaches it; \+2: No channel reaches it/);
  });

  test("to nobody is refused before any request", async () => {
    const service = serviceOf(json(201, accepted));
    expect(await rejection(blooioOf(service).messages.sendToSeveral({ to: [], text: "a" }))).toBeInstanceOf(
      SwitchboardError,
    );
    expect(service.requests).toEqual([]);
  });
});

describe("a dry run", () => {
  const answer = { dry_run: true, would_send: true, channel_id: "ch_1" };

  test("asks for one, and gives what would have been sent", async () => {
    const service = serviceOf(json(200, answer));
    const { chats, messages } = blooioOf(service);
    await expect(messages.dryRun({ to: "+1", text: "a" })).resolves.toEqual(answer);
    await expect(chats.dryRun("chat_1", { text: "a" })).resolves.toEqual(answer);
    expect(service.requests.map(({ text: body }) => JSON.parse(body))).toEqual([
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

  test("does not change the message that it was given", async () => {
    const message = Object.freeze({ to: "+1", text: "a" });
    await blooioOf(serviceOf(json(200, answer))).messages.dryRun(message);
    expect(message).toEqual({ to: "+1", text: "a" });
  });
});

describe("waitUntilDelivered", () => {
  const status = (value: string, further: object = {}) =>
    json(200, { data: { id: "msg_1", status: value, ...further } });

  test.each([
    ["sent", undefined],
    ["read", undefined],
    ["delivered", "delivered"],
    ["read", "delivered"],
  ] as const)("looks until %s (until: %s)", async (end, until) => {
    const service = serviceOf(status("queued"), ...(until === "delivered" ? [status("sent")] : []), status(end));
    const options = until === undefined ? {} : { until };
    await expect(
      inVirtualTime(blooioOf(service).messages.waitUntilDelivered(accepted, options)),
    ).resolves.toMatchObject({ status: end });
    expect(service.requests.every(({ url }) => url.pathname === "/v4/chats/chat_1/messages/msg_1/status")).toBe(true);
  });

  test("throws the vendor's code when it failed", async () => {
    const service = serviceOf(
      status("queued"),
      status("failed", { error: { code: "blocked", message: "Blocked by the carrier" } }),
    );
    const error = await inVirtualTime(rejection(blooioOf(service).messages.waitUntilDelivered(accepted)));
    expect(error).toMatchObject({ name: "ApiError", kind: "delivery", code: "blocked" });
    expect((error as Error).message).toContain("Blocked by the carrier");
  });

  test("ends with a TimeoutError of the scope wait, at its time", async () => {
    const call = rejection(
      blooioOf(serviceOf(status("queued"))).messages.waitUntilDelivered(accepted, { timeout: 7_000 }),
    );
    expect(await virtualDuration(call)).toBe(7_000);
    expect(await call).toMatchObject({ name: "TimeoutError", scope: "wait", timeout: 7_000 });
  });

  test("ends at its time too when the service does not answer", async () => {
    const call = rejection(blooioOf(serviceOf(silence)).messages.waitUntilDelivered(accepted, { timeout: 2_000 }));
    expect(await virtualDuration(call)).toBe(2_000);
    expect(await call).toMatchObject({ name: "TimeoutError", scope: "wait" });
  });

  test("refuses a message that cannot be followed", async () => {
    const service = serviceOf(status("sent"));
    for (const message of [{ id: "msg_1" }, { chat_id: "chat_1" }]) {
      expect(await rejection(blooioOf(service).messages.waitUntilDelivered(message))).toBeInstanceOf(SwitchboardError);
    }
    expect(service.requests).toEqual([]);
  });
});

test("typing starts and stops, and a chat is marked as read", async () => {
  const service = serviceOf(json(200, { data: { chat_id: "chat_1" } }));
  const { chats } = blooioOf(service);
  await chats.typing("chat_1");
  await chats.typing("chat_1", "stopped");
  await chats.markRead("chat_1");
  expect(service.requests.map(({ method, url, text: body }) => [method, url.pathname, body])).toEqual([
    ["POST", "/v4/chats/chat_1/typing", '{"state":"started"}'],
    ["DELETE", "/v4/chats/chat_1/typing", ""],
    ["POST", "/v4/chats/chat_1/read", ""],
  ]);
});
