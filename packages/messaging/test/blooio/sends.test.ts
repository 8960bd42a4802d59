import { describe, expect, test } from "vitest";

import type { Blooio, MessageContent } from "../../src/blooio/index.ts";
import { ApiError, SwitchboardError } from "../../src/index.ts";
import { accepted, blooioOf } from "../samples.ts";
import { json, serviceOf, text } from "../scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime } from "../virtual-time.ts";

useVirtualTime();

const imessage = { id: "ch_1", type: "blooio" };
const sms = { id: "ch_2", type: "twilio" };

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

describe("a message to several", () => {
  const results = [
    { to: "+1", id: "msg_1", status: "queued" },
    { to: "+2", status: "failed", error: { code: "no_route", message: "No channel reaches it" } },
  ];
  const each = { from: sms, to: ["+1", "+2"], text: "a" };
  const group = { from: imessage, to: ["+1", "+2"], text: "a" };

  test("goes from the channel that is named, by its id", async () => {
    const service = serviceOf(json(207, { fan_out: true, data: results }), json(201, accepted));
    const { messages } = blooioOf(service);
    await messages.sendToEach({ ...each, from: { ...sms, alias: "desk" } as typeof sms });
    await messages.sendToGroup(group);
    expect(service.requests.map(({ text: body }) => JSON.parse(body) as unknown)).toEqual([
      { from: "ch_2", to: ["+1", "+2"], text: "a" },
      { from: "ch_1", to: ["+1", "+2"], text: "a" },
    ]);
  });

  test("gives each recipient's result of a mixed fan-out, and loses nothing", async () => {
    const mixed = { fan_out: true, sent: 1, failed: 1, data: results };
    await expect(blooioOf(serviceOf(json(207, mixed))).messages.sendToEach(each)).resolves.toEqual(mixed);
  });

  test("gives the message to a group that was started", async () => {
    const started = { ...accepted, group_id: "grp_1" };
    await expect(blooioOf(serviceOf(json(201, started))).messages.sendToGroup(group)).resolves.toEqual(started);
  });

  test("to one alone gives a result for that one", async () => {
    const sent = await blooioOf(serviceOf(json(201, accepted))).messages.sendToEach({ ...each, to: ["+1"] });
    expect(sent).toEqual({ fan_out: true, sent: 1, failed: 0, data: [{ ...accepted, to: "+1" }] });
  });

  const service = () => serviceOf(json(201, accepted));

  test.each(["blooio", "whatsapp"])(
    "to each is rejected before any request from a %s channel, which would form a group",
    async (type) => {
      const target = service();
      const error = await rejection(blooioOf(target).messages.sendToEach({ ...each, from: { id: "ch_1", type } }));
      expect(error).toMatchObject({ name: "SwitchboardError", code: "unsupported", attempts: 0, maybeSent: false });
      expect((error as Error).message).toContain("sendToGroup");
      expect(target.requests).toEqual([]);
    },
  );

  test.each(["twilio", "whatsapp_business", "rcs_business"])(
    "to a group is rejected before any request from a %s channel, which would write to each",
    async (type) => {
      const target = service();
      const error = await rejection(blooioOf(target).messages.sendToGroup({ ...group, from: { id: "ch_1", type } }));
      expect(error).toMatchObject({ name: "SwitchboardError", code: "unsupported", attempts: 0, maybeSent: false });
      expect((error as Error).message).toContain("sendToEach");
      expect(target.requests).toEqual([]);
    },
  );

  test.each<[string, object]>([
    ["of an unknown type", { from: { id: "ch_1", type: "telegram" } }],
    ["of no type", { from: { id: "ch_1" } }],
    ["that is only an address", { from: "+15555550107" }],
    ["that Blooio chooses", { from: undefined }],
    ["that Blooio chooses among channels with groups", { from: undefined, channel_type: "blooio" }],
    ["that changes on the way", { from: undefined, hybrid: true, channel_type: "twilio" }],
  ])("is rejected before any request from a sender %s, of which nobody knows what it does", async (_, sender) => {
    const target = service();
    const { messages } = blooioOf(target);
    for (const call of [messages.sendToEach({ ...each, ...sender }), messages.sendToGroup({ ...group, ...sender })]) {
      expect(await rejection(call)).toMatchObject({ name: "SwitchboardError", code: "unsupported" });
    }
    expect(target.requests).toEqual([]);
  });

  test("to each may go from whichever channel of a type without groups", async () => {
    const target = serviceOf(json(207, { fan_out: true, data: results }));
    await blooioOf(target).messages.sendToEach({ channel_type: "twilio", to: ["+1", "+2"], text: "a" });
    expect(JSON.parse(target.requests[0]?.text ?? "")).toEqual({ channel_type: "twilio", to: ["+1", "+2"], text: "a" });
  });

  test("to each, of which the service made one message, is an error: the recipients may see one another", async () => {
    const error = await rejection(blooioOf(service()).messages.sendToEach(each));
    expect(error).toMatchObject({ name: "ApiError", maybeSent: true });
    expect((error as Error).message).toContain("one message to all recipients");
  });

  test("to a group, of which the service made several messages, is an error", async () => {
    const fanOut = json(207, { fan_out: true, data: results });
    expect(await rejection(blooioOf(serviceOf(fanOut)).messages.sendToGroup(group))).toMatchObject({
      name: "ApiError",
      maybeSent: true,
    });
  });

  test("is an error that holds every result when nobody was reached", async () => {
    const nobody = { fan_out: true, sent: 0, failed: 2, data: [{ ...results[1], to: "+1" }, results[1]] };
    const error = await rejection(blooioOf(serviceOf(json(422, nobody))).messages.sendToEach(each));
    expect(error).toMatchObject({ status: 422, code: "no_route", maybeSent: false, body: nobody });
    expect((error as Error).message).toMatch(/\+1: No channel reaches it; \+2: No channel reaches it/);
  });

  test("without the results of its recipients is one that may have been sent", async () => {
    const error = await rejection(blooioOf(serviceOf(json(207, { fan_out: true, sent: 2 }))).messages.sendToEach(each));
    expect(error).toMatchObject({ name: "ApiError", status: 207, maybeSent: true });
  });

  test("to nobody is rejected before any request, a dry run too", async () => {
    const target = service();
    const { messages } = blooioOf(target);
    for (const call of [
      messages.dryRun({ to: [], text: "a" }),
      messages.sendToEach({ ...each, to: "+1" as never }),
      messages.sendToEach({ ...each, to: [] }),
      messages.sendToGroup({ ...group, to: [] }),
    ]) {
      expect(await rejection(call)).toBeInstanceOf(SwitchboardError);
    }
    expect(target.requests).toEqual([]);
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

test.each([{}, { id: "" }, { id: 7 }, { error: "please sign in to the proxy" }])(
  "findOrCreate takes no other object than a chat for one: %j",
  async (body) => {
    const opening = blooioOf(serviceOf(json(200, body))).chats.findOrCreate({ channel_id: "ch_1", to: "+1" });
    const expected = { name: "ApiError", status: 200, maybeSent: true, body: JSON.stringify(body) };
    expect(await rejection(opening)).toMatchObject(expected);
  },
);

test("typing starts and stops, and a chat is marked as read", async () => {
  const service = serviceOf(json(200, { data: { chat_id: "chat_1" } }));
  const { chats } = blooioOf(service);
  await chats.setTyping("chat_1", { state: "started" });
  await chats.stopTyping("chat_1");
  await chats.markRead("chat_1");
  expect(service.requests.map(({ method, url, text: body }) => [method, url.pathname, body])).toEqual([
    ["POST", "/v4/chats/chat_1/typing", '{"state":"started"}'],
    ["DELETE", "/v4/chats/chat_1/typing", ""],
    ["POST", "/v4/chats/chat_1/read", ""],
  ]);
});
